import { endUserOf } from "@angidi/subgraph";
import { signedInUserId } from "../../../context.ts";
import type { MutationResolvers, ResolversTypes } from "../../../generated/resolvers.ts";
import { type ChangePasswordResult, changePassword as change } from "../../../usecases/changePassword.ts";
import { accountLocked, noAccount, refusal, tryAgainLater, weakPassword } from "../../userErrors.ts";

export const changePassword: MutationResolvers["changePassword"] = async (_parent, { input }, context) => {
  const user = endUserOf(context.caller);
  const sessionId = (user.kind === "user" && user.sessionId) || null;
  return toChangePasswordResult(await change(context.ports, { ...input, userId: signedInUserId(context), sessionId }));
};

function toChangePasswordResult(result: ChangePasswordResult): ResolversTypes["ChangePasswordResult"] {
  switch (result.kind) {
    case "changed":
      return { __typename: "PasswordChanged", user: result.user };
    case "weak-password":
      return weakPassword(result.weakness, "newPassword");
    case "invalid-credentials":
      return refusal("InvalidCredentials", "The current password is not right.", ["currentPassword"]);
    case "locked":
      return accountLocked(result.until);
    case "busy":
      return tryAgainLater();
    case "no-account":
      throw noAccount();
  }
}
