import type { MutationResolvers, ResolversTypes } from "../../../generated/resolvers.ts";
import { type RegisterResult, register as registerAccount } from "../../../usecases/register.ts";
import { invalidDisplayName, refusal, tryAgainLater, weakPassword } from "../../userErrors.ts";
import { toSession } from "../results.ts";

export const register: MutationResolvers["register"] = async (_parent, { input }, { ports, requestId }) =>
  toRegisterResult(await registerAccount(ports, { ...input, requestId }));

function toRegisterResult(result: RegisterResult): ResolversTypes["RegisterResult"] {
  switch (result.kind) {
    case "signed-in":
      return toSession(result.session);
    case "email-taken":
      return refusal("EmailTaken", "Another account has this e-mail address.", ["email"]);
    case "weak-password":
      return weakPassword(result.weakness, "password");
    case "invalid":
      return result.field === "email"
        ? refusal("InvalidInput", "This is no e-mail address.", ["email"])
        : invalidDisplayName();
    case "busy":
      return tryAgainLater();
  }
}
