import type { MutationResolvers, ResolversTypes } from "../../../generated/resolvers.ts";
import { type LoginResult, login as signIn } from "../../../usecases/login.ts";
import { accountLocked, refusal, tryAgainLater } from "../../userErrors.ts";
import { toSession } from "../results.ts";

export const login: MutationResolvers["login"] = async (_parent, { input }, { ports, requestId }) =>
  toLoginResult(await signIn(ports, { ...input, requestId }));

function toLoginResult(result: LoginResult): ResolversTypes["LoginResult"] {
  switch (result.kind) {
    case "signed-in":
      return toSession(result.session);
    case "invalid-credentials":
      return refusal("InvalidCredentials", "E-mail address or password is not right.", null);
    case "locked":
      return accountLocked(result.until);
    case "busy":
      return tryAgainLater();
  }
}
