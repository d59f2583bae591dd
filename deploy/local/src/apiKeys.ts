import { createHash } from "node:crypto";
import type { ApiKeys } from "@angidi/gateway";
import { createServiceClient, type Operation } from "@angidi/service-client";
import { anonymous, type Role, type SubgraphTransport } from "@angidi/subgraph";

interface PresentedApiKey {
  readonly id: string;
  readonly ownerId: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly string[];
  readonly trustedDocumentsOnly: boolean;
  readonly expiresAt: string | null;
  readonly revoked: boolean;
}

const presentedApiKey: Operation<
  { readonly presentedApiKey: PresentedApiKey | null },
  { readonly id: string; readonly secretHash: string }
> = {
  name: "PresentedApiKey",
  kind: "query",
  text: `query PresentedApiKey($id: ID!, $secretHash: String!) {
    presentedApiKey(id: $id, secretHash: $secretHash) {
      id ownerId roles scopes trustedDocumentsOnly expiresAt revoked
    }
  }`,
};

/** `angidi_<id>_<secret>`, both in hexadecimal. */
const keyForm = /^angidi_([0-9a-f]{64})_([0-9a-f]{64})$/;
/** The contract variant that partners are served. */
const variant = "partner";

/** The API keys that the users subgraph gives out. The secret itself does not leave the gateway, its SHA-256 does. */
export function apiKeysOfUsers(users: () => SubgraphTransport, signingKey: string): ApiKeys {
  const client = createServiceClient({ from: "gateway", to: "users", transport: users, signingKey });
  return {
    async find(presented) {
      const [, id, secret] = keyForm.exec(presented) ?? [];
      if (!id || !secret) return undefined;
      const secretHash = createHash("sha256").update(secret).digest("hex");
      const { presentedApiKey: key } = await client.call(presentedApiKey, { id, secretHash }, { caller: anonymous });
      if (!key || key.revoked) return undefined;
      const { ownerId, roles, scopes, trustedDocumentsOnly, expiresAt } = key;
      return {
        id: key.id,
        ownerId,
        roles,
        scopes,
        variant,
        trustedDocumentsOnly,
        ...(expiresAt === null ? {} : { expiresAt: Date.parse(expiresAt) }),
      };
    },
  };
}
