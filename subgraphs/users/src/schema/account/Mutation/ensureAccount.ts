import { CodedError } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { ensureAccount as ensure } from "../../../usecases/ensureAccount.ts";

export const ensureAccount: MutationResolvers["ensureAccount"] = async (_parent, { input }, { ports }) => {
  const result = await ensure(ports, input);
  if (result.kind === "ensured") return result;
  if (result.kind === "busy") throw new CodedError("SERVICE_UNAVAILABLE", "Too many passwords are being hashed");
  throw new CodedError("BAD_USER_INPUT", `The account cannot be made: ${result.kind}`);
};
