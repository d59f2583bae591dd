import { type ApiKey, apiKeyPlace } from "../domain/apiKey.ts";
import type { Ports } from "../ports.ts";

export type RevokeApiKeyResult = { readonly kind: "revoked"; readonly key: ApiKey } | { readonly kind: "not-found" };

/** Revokes a key for good, for its owner or for staff. Doing it again gives the same. */
export async function revokeApiKey(
  ports: { readonly store: Pick<Ports["store"], "apiKeys">; readonly clock: Ports["clock"] },
  { actorId, isStaff, id }: { actorId: string; isStaff: boolean; id: string },
): Promise<RevokeApiKeyResult> {
  const place = apiKeyPlace(id);
  if (!place || (place.ownerId !== actorId && !isStaff)) return { kind: "not-found" };
  const key = await ports.store.apiKeys.revoke(place, ports.clock());
  return key ? { kind: "revoked", key } : { kind: "not-found" };
}
