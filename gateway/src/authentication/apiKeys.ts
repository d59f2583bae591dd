import { hash as hashOf, timingSafeEqual } from "node:crypto";
import type { Logger } from "pino";
import { BoundedCache } from "../boundedCache.ts";
import type { Caller } from "../pipeline/caller.ts";
import type { Refusal } from "../pipeline/refusal.ts";
import { type CredentialKind, refusedCredential, unverifiableCredential } from "../plugins/authentication.ts";
import type { ApiKeySettings } from "../settings/authentication.ts";
import { endUserOf, type RoleTables, scopesOf, variantOfRoles } from "./rights.ts";

/** A key that may be used. */
export interface ApiKeyRecord {
  /** Tells the key apart in logs, limits and usage; not secret. */
  readonly id: string;
  /** For whom it acts. */
  readonly ownerId: string;
  readonly roles: readonly string[];
  /** Beyond those of the roles. */
  readonly scopes: readonly string[];
  /** The contract variant that it is bound to. */
  readonly variant?: string;
  readonly trustedDocumentsOnly: boolean;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** Who knows the API keys. */
export interface ApiKeys {
  /** The key that was presented; undefined for one that is unknown or revoked. Rejects when that cannot be said. */
  find(presented: string): Promise<ApiKeyRecord | undefined>;
}

const longestKey = 512;
const keyForm = /^[\x21-\x7e]+$/;
/** How many keys are remembered as good, and how many as bad: the bad ones must not drive out the good. */
const keptKeys = 10_000;
const keptBadMilliseconds = 5_000;

interface Found {
  readonly caller: Caller;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/**
 * API keys, for partners' programs. What was found of a key is remembered for `keptSeconds`, so a key that is revoked
 * may be used for that much longer; that one is bad, for five seconds. A key itself is neither kept nor logged, its
 * SHA-256 is.
 */
export function apiKeys(
  keys: ApiKeys,
  { headerName, keptSeconds }: { readonly headerName: string; readonly keptSeconds: number },
  tables: RoleTables,
  { log, clock }: { readonly log: Logger; readonly clock: () => number },
): CredentialKind {
  const good = new BoundedCache<Found>(keptKeys);
  const bad = new BoundedCache<number>(keptKeys);
  const pending = new Map<string, Promise<Caller>>();

  async function lookUp(hash: string, presented: string): Promise<Caller> {
    let record: ApiKeyRecord | undefined;
    try {
      record = await keys.find(presented);
    } catch (error) {
      log.error({ err: error }, "API keys cannot be looked up");
      throw unverifiableCredential();
    }
    const now = clock();
    if (!record || (record.expiresAt !== undefined && record.expiresAt <= now)) {
      bad.set(hash, now + keptBadMilliseconds);
      throw refusedKey();
    }
    const caller = callerOf(record, tables);
    good.set(hash, {
      caller,
      until: Math.min(now + keptSeconds * 1_000, record.expiresAt ?? Number.POSITIVE_INFINITY),
    });
    return caller;
  }

  return {
    headerName,
    recognise(presented) {
      if (presented.length > longestKey || !keyForm.test(presented)) throw refusedKey();
      const hash = hashOf("sha256", presented, "base64");
      const known = good.get(hash);
      if (known && clock() < known.until) return known.caller;
      if (clock() < (bad.get(hash) ?? 0)) throw refusedKey();
      let finding = pending.get(hash);
      if (!finding) {
        finding = lookUp(hash, presented).finally(() => pending.delete(hash));
        pending.set(hash, finding);
      }
      return finding;
    },
  };
}

function callerOf(record: ApiKeyRecord, tables: RoleTables): Caller {
  const { id, ownerId, roles, expiresAt } = record;
  const variant = record.variant ?? variantOfRoles(roles, tables);
  return {
    kind: "partner",
    id: `partner:${id}`,
    scopes: scopesOf(roles, record.scopes, tables),
    roles,
    claims: { sub: ownerId, roles, scope: record.scopes },
    endUser: endUserOf(ownerId, roles, record.scopes),
    trustedDocumentsOnly: record.trustedDocumentsOnly,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(variant === undefined ? {} : { variant }),
  };
}

function refusedKey(): Refusal {
  return refusedCredential("The API key is not valid, or no longer");
}

/** The keys that the settings list by their SHA-256. All are compared, each in the same time, whichever it is. */
export function listedApiKeys(listed: readonly ApiKeySettings[]): ApiKeys {
  const hashes = listed.map(({ sha256 }) => Buffer.from(sha256, "hex"));
  const records = listed.map(
    ({ id, subject = id, roles, scopes, variant, trustedDocumentsOnly, expiresAt }): ApiKeyRecord => ({
      id,
      ownerId: subject,
      roles,
      scopes,
      trustedDocumentsOnly,
      ...(variant === undefined ? {} : { variant }),
      ...(expiresAt === undefined ? {} : { expiresAt: Date.parse(expiresAt) }),
    }),
  );
  return {
    async find(presented) {
      const hash = hashOf("sha256", presented, "buffer");
      let found: ApiKeyRecord | undefined;
      for (const [index, each] of hashes.entries()) if (timingSafeEqual(each, hash)) found = records[index];
      return found;
    },
  };
}

/** The keys that any of several know; the first that knows one decides. */
export function apiKeysOfAll(all: readonly ApiKeys[]): ApiKeys {
  return {
    async find(presented) {
      for (const keys of all) {
        const found = await keys.find(presented);
        if (found) return found;
      }
      return undefined;
    },
  };
}
