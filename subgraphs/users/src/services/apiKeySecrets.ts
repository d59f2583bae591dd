import { randomBytes } from "node:crypto";
import { apiKeySecretBytes, apiKeySecretHash } from "../domain/apiKey.ts";

/** A secret for its owner, to be seen once, and what is stored of it. */
export interface MadeApiKeySecret {
  readonly secret: string;
  readonly hash: Buffer;
}

/** Makes the secrets of API keys. */
export interface ApiKeySecrets {
  make(): MadeApiKeySecret;
}

/** Secrets of 256 random bits. */
export const randomApiKeySecrets: ApiKeySecrets = {
  make() {
    const secret = randomBytes(apiKeySecretBytes).toString("hex");
    return { secret, hash: apiKeySecretHash(secret) };
  },
};
