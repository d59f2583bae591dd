import { isId, newId } from "@angidi/datastores";
import { type ApiKey, apiKeyText, mostApiKeys, parseApiKeyName, parseApiKeyScopes } from "../domain/apiKey.ts";
import type { Ports } from "../ports.ts";

/** Who makes a key, and what they may. */
export interface ApiKeyMaker {
  readonly userId: string;
  /** Whether they may act for others and lift the restriction to trusted documents. */
  readonly isStaff: boolean;
  readonly hasScope: (scope: string) => boolean;
}

export interface NewApiKey {
  readonly ownerId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly trustedDocumentsOnly: boolean;
  readonly expiresAt: Date | null;
}

export type CreateApiKeyResult =
  /** `text` is the whole key with its secret: it cannot be had again. */
  | { readonly kind: "created"; readonly key: ApiKey; readonly text: string }
  | { readonly kind: "invalid"; readonly field: "name" | "scopes" | "expiresAt" }
  | { readonly kind: "exceeds-maker"; readonly field: "scopes" | "trustedDocumentsOnly" }
  | { readonly kind: "owner-not-found" | "owner-not-partner" | "too-many" };

/** Makes a key for a partner, by themselves or by staff. A key gets no right that its maker lacks. */
export async function createApiKey(
  ports: Pick<Ports, "store" | "apiKeySecrets" | "clock">,
  maker: ApiKeyMaker,
  wished: NewApiKey,
): Promise<CreateApiKeyResult> {
  const now = ports.clock();
  const parsed = parse(wished, now);
  if (parsed.kind !== "valid") return parsed;
  const { ownerId, ...terms } = parsed.key;
  if (!isId(ownerId) || (ownerId !== maker.userId && !maker.isStaff)) return { kind: "owner-not-found" };
  if (!terms.scopes.every(maker.hasScope)) return { kind: "exceeds-maker", field: "scopes" };
  if (!terms.trustedDocumentsOnly && !maker.isStaff) return { kind: "exceeds-maker", field: "trustedDocumentsOnly" };

  const { secret, hash } = ports.apiKeySecrets.make();
  return ports.store.transaction(async ({ apiKeys }): Promise<CreateApiKeyResult> => {
    const ownerRoles = await apiKeys.lockOwner(ownerId);
    if (ownerRoles === null) return { kind: "owner-not-found" };
    if (!ownerRoles.includes("PARTNER")) return { kind: "owner-not-partner" };
    if ((await apiKeys.countLive(ownerId, now)) >= mostApiKeys) return { kind: "too-many" };
    const key: ApiKey = { ...terms, ownerId, id: newId(), createdAt: now, revokedAt: null, lastUsedAt: null };
    await apiKeys.insert(key, hash);
    return { kind: "created", key, text: apiKeyText(key, secret) };
  });
}

type InvalidApiKey = Extract<CreateApiKeyResult, { kind: "invalid" }>;

function parse(wished: NewApiKey, now: Date): { readonly kind: "valid"; readonly key: NewApiKey } | InvalidApiKey {
  const name = parseApiKeyName(wished.name);
  const scopes = parseApiKeyScopes(wished.scopes);
  if (name === null) return { kind: "invalid", field: "name" };
  if (scopes === null) return { kind: "invalid", field: "scopes" };
  if (wished.expiresAt && wished.expiresAt <= now) return { kind: "invalid", field: "expiresAt" };
  return { kind: "valid", key: { ...wished, ownerId: wished.ownerId.toLowerCase(), name, scopes } };
}
