import { apiKeyRoles, publicApiKeyId } from "../../../domain/apiKey.ts";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { recogniseApiKey } from "../../../usecases/recogniseApiKey.ts";

export const presentedApiKey: QueryResolvers["presentedApiKey"] = async (_parent, presented, { ports }) => {
  const recognised = await recogniseApiKey(ports, presented);
  if (!recognised) return null;
  const { key, revoked } = recognised;
  return { ...key, id: publicApiKeyId(key), roles: apiKeyRoles, revoked };
};
