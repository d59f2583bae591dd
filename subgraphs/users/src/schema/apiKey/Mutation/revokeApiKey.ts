import { hasScope } from "@angidi/subgraph";
import { signedInUserId } from "../../../context.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { revokeApiKey as revoke } from "../../../usecases/revokeApiKey.ts";
import { refusal } from "../../userErrors.ts";

export const revokeApiKey: MutationResolvers["revokeApiKey"] = async (_parent, { input }, context) => {
  const isStaff = hasScope(context.caller, "users:write");
  const result = await revoke(context.ports, { ...input, actorId: signedInUserId(context), isStaff });
  if (result.kind === "not-found") return refusal("ApiKeyNotFound", "You have no such API key.", ["id"]);
  return { __typename: "ApiKeyRevoked", apiKey: result.key };
};
