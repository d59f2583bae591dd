import { signedInUserId } from "../../../context.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { verifyEmail as verify } from "../../../usecases/verifyEmail.ts";
import { refusal } from "../../userErrors.ts";

export const verifyEmail: MutationResolvers["verifyEmail"] = async (_parent, { input }, context) => {
  const result = await verify(context.ports, { ...input, userId: signedInUserId(context) });
  if (result.kind === "verified") return { __typename: "EmailVerified", user: result.user };
  return refusal("VerificationTokenInvalid", "This link was used, has expired, or is not your account's newest.", [
    "token",
  ]);
};
