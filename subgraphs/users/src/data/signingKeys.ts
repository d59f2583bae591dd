import type { Queryable } from "@angidi/datastores";
import type { JWK } from "jose";
import type { KeySchedule } from "../domain/signingKey.ts";

/** A pair of keys as it is stored. */
export interface StoredKey extends KeySchedule {
  readonly publicKey: JWK;
  readonly sealedPrivateKey: Buffer;
}

export interface SigningKeyRepository {
  all(): Promise<readonly StoredKey[]>;
  /** Lets nobody else add a key until this transaction ends. */
  lock(): Promise<void>;
  /** Adds a key; the ones before it are published no longer than `predecessorsUntil`. */
  add(key: Omit<StoredKey, "publishedUntil">, predecessorsUntil: Date): Promise<void>;
  deleteUnpublished(now: Date): Promise<number>;
}

/** The pairs of keys that sign access tokens. */
export function signingKeysOn(queryable: Queryable): SigningKeyRepository {
  return {
    all: () =>
      queryable.query<StoredKey>(
        "signingKeys.all",
        `select id, public_key as "publicKey", sealed_private_key as "sealedPrivateKey", signs_from as "signsFrom",
           published_until as "publishedUntil"
         from signing_keys order by signs_from`,
      ),

    async lock() {
      await queryable.query("signingKeys.lock", "select pg_advisory_xact_lock(hashtext('angidi.users.signing_keys'))");
    },

    async add(key, predecessorsUntil) {
      await queryable.query(
        "signingKeys.add",
        `with predecessors as (
           update signing_keys set published_until = $5 where published_until is null
         )
         insert into signing_keys (id, public_key, sealed_private_key, signs_from) values ($1, $2, $3, $4)`,
        [key.id, key.publicKey, key.sealedPrivateKey, key.signsFrom, predecessorsUntil],
      );
    },

    async deleteUnpublished(now) {
      const deleted = await queryable.query(
        "signingKeys.deleteUnpublished",
        "delete from signing_keys where published_until <= $1 returning 1",
        [now],
      );
      return deleted.length;
    },
  };
}
