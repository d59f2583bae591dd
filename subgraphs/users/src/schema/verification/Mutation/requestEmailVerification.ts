import { signedInUserId } from "../../../context.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { requestEmailVerification as request } from "../../../usecases/requestEmailVerification.ts";
import { noAccount, refusal } from "../../userErrors.ts";

export const requestEmailVerification: MutationResolvers["requestEmailVerification"] = async (
  _parent,
  { input },
  context,
) => {
  const result = await request(context.ports, { ...input, userId: signedInUserId(context) });
  switch (result.kind) {
    case "requested":
      return { __typename: "EmailVerificationRequested", expiresAt: result.expiresAt };
    case "verified-already":
      return refusal("EmailVerifiedAlready", "This address is verified already.", ["email"]);
    case "other-address":
      return refusal("InvalidInput", "This is not the address of your account.", ["email"]);
    case "too-soon":
      return refusal("TryAgainLater", "A message was sent less than a minute ago. Look there, or wait a little.", null);
    case "no-account":
      throw noAccount();
  }
};
