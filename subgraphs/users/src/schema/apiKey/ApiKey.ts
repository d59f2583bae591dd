import { type ApiKey as ApiKeyEntity, publicApiKeyId } from "../../domain/apiKey.ts";
import type { ApiKeyResolvers } from "../../generated/resolvers.ts";

export const ApiKey: ApiKeyResolvers = {
  id: (key: ApiKeyEntity) => publicApiKeyId(key),
};
