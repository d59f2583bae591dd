import {
  type ApiKey,
  apiKeyPlace,
  apiKeyRoles,
  isSecretHash,
  isUseWorthNoting,
  latestUseToReplace,
} from "../domain/apiKey.ts";
import type { Ports } from "../ports.ts";

/** A key that was presented with its secret. */
export interface RecognisedApiKey {
  readonly key: ApiKey;
  readonly revoked: boolean;
}

/**
 * The key with this id and secret, or null: whoever does not know the secret is not told that there is such a key. It
 * counts as revoked too when its owner is no partner any more. Says when it was last used, to the minute.
 */
export async function recogniseApiKey(
  ports: { readonly store: Pick<Ports["store"], "apiKeys">; readonly clock: Ports["clock"] },
  { id, secretHash }: { id: string; secretHash: string },
): Promise<RecognisedApiKey | null> {
  const place = apiKeyPlace(id);
  const stored = place && (await ports.store.apiKeys.find(place));
  if (!stored || !isSecretHash(secretHash, stored.secretHash)) return null;
  const { key, ownerRoles } = stored;
  const revoked = key.revokedAt !== null || !apiKeyRoles.every((role) => ownerRoles.includes(role));
  const now = ports.clock();
  const expired = key.expiresAt !== null && key.expiresAt <= now;
  if (!revoked && !expired && isUseWorthNoting(key.lastUsedAt, now)) {
    await ports.store.apiKeys.noteUse(key, now, latestUseToReplace(now));
  }
  return { key, revoked };
}
