import type { Queryable } from "@angidi/datastores";
import type { Role } from "@angidi/subgraph";
import type { ApiKey, ApiKeyPlace } from "../domain/apiKey.ts";

/** A key together with what decides whether it counts. */
export interface StoredApiKey {
  readonly key: ApiKey;
  readonly secretHash: Buffer;
  readonly ownerRoles: readonly Role[];
}

export interface ApiKeyRepository {
  /** Holds an owner for this transaction and gives their roles, or null when there is no such user. */
  lockOwner(ownerId: string): Promise<readonly Role[] | null>;
  /** How many keys of an owner are neither revoked nor expired. */
  countLive(ownerId: string, now: Date): Promise<number>;
  insert(key: ApiKey, secretHash: Buffer): Promise<void>;
  find(place: ApiKeyPlace): Promise<StoredApiKey | null>;
  /** An owner's newest keys, at most `limit`, those made before a key if one is given. */
  newest(ownerId: string, limit: number, beforeId: string | null): Promise<readonly ApiKey[]>;
  /** The key, revoked now or before; null when there is none. */
  revoke(place: ApiKeyPlace, now: Date): Promise<ApiKey | null>;
  /** Notes a use, unless one later than `replaceUntil` is noted already. */
  noteUse(place: ApiKeyPlace, now: Date, replaceUntil: Date): Promise<void>;
  /** Deletes keys that were revoked or expired before a time, at most `limit`, and gives how many. */
  deleteEnded(endedBefore: Date, limit: number): Promise<number>;
}

const columns = `key.owner_id as "ownerId", key.id, key.name, key.scopes,
  key.trusted_documents_only as "trustedDocumentsOnly", key.created_at as "createdAt", key.expires_at as "expiresAt",
  key.revoked_at as "revokedAt", key.last_used_at as "lastUsedAt"`;

/** After the newest key that there can be: a bound instead of a condition that may be absent. */
const top = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Partners' keys. A key's id is a UUIDv7, so the order of ids is that of making them. */
export function apiKeysOn(queryable: Queryable): ApiKeyRepository {
  return {
    async lockOwner(ownerId) {
      const [owner] = await queryable.query<{ roles: Role[] }>(
        "apiKeys.lockOwner",
        "select roles from users where id = $1 for no key update",
        [ownerId],
      );
      return owner?.roles ?? null;
    },

    async countLive(ownerId, now) {
      const [count] = await queryable.query<{ live: number }>(
        "apiKeys.countLive",
        `select count(*)::int as live from api_keys
         where owner_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
        [ownerId, now],
      );
      return count!.live;
    },

    async insert(key, secretHash) {
      await queryable.query(
        "apiKeys.insert",
        `insert into api_keys
           (owner_id, id, name, secret_hash, scopes, trusted_documents_only, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [key.ownerId, key.id, key.name, secretHash, key.scopes, key.trustedDocumentsOnly, key.createdAt, key.expiresAt],
      );
    },

    async find({ ownerId, id }) {
      const [row] = await queryable.query<ApiKey & { secretHash: Buffer; ownerRoles: Role[] }>(
        "apiKeys.find",
        `select ${columns}, key.secret_hash as "secretHash", users.roles as "ownerRoles"
         from api_keys as key join users on users.id = key.owner_id where key.owner_id = $1 and key.id = $2`,
        [ownerId, id],
      );
      if (!row) return null;
      const { secretHash, ownerRoles, ...key } = row;
      return { key, secretHash, ownerRoles };
    },

    newest: (ownerId, limit, beforeId) =>
      queryable.query<ApiKey>(
        "apiKeys.newest",
        `select ${columns} from api_keys as key where key.owner_id = $1 and key.id < $3 order by key.id desc limit $2`,
        [ownerId, limit, beforeId ?? top],
      ),

    async revoke({ ownerId, id }, now) {
      const [key] = await queryable.query<ApiKey>(
        "apiKeys.revoke",
        `update api_keys as key set revoked_at = coalesce(revoked_at, $3) where owner_id = $1 and id = $2
         returning ${columns}`,
        [ownerId, id, now],
      );
      return key ?? null;
    },

    async noteUse({ ownerId, id }, now, replaceUntil) {
      await queryable.query(
        "apiKeys.noteUse",
        `update api_keys set last_used_at = $3
         where owner_id = $1 and id = $2 and (last_used_at is null or last_used_at <= $4)`,
        [ownerId, id, now, replaceUntil],
      );
    },

    async deleteEnded(endedBefore, limit) {
      const deleted = await queryable.query(
        "apiKeys.deleteEnded",
        `delete from api_keys where (owner_id, id) in (
           select owner_id, id from api_keys where least(revoked_at, expires_at) <= $1 limit $2
         ) returning 1`,
        [endedBefore, limit],
      );
      return deleted.length;
    },
  };
}
