import { readFile } from "node:fs/promises";
import type { Route } from "@angidi/subgraph";
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { request } from "undici";

/** Where the keys come from that an issuer's access tokens are verified with. */
export interface KeySet {
  readonly resolve: JWTVerifyGetKey;
}

/** How soon after one fetch another is made because of an unknown key: forged key ids must not become a flood. */
const cooldownMilliseconds = 10_000;
const timeoutMilliseconds = 5_000;
const defaultRefreshSeconds = 900;

/** Thrown while there are no keys at all: whether a token is good cannot be said. */
export class KeysUnavailable extends Error {
  override readonly name = "KeysUnavailable";
}

/**
 * A key set that is fetched when first needed and kept. It is fetched anew when a token names an unknown key, which is
 * how a new key is noticed, and every so often while it is used, which is how a withdrawn one is. If that fails, the
 * keys known so far stay in use.
 */
export function cachedKeySet(
  fetchKeys: () => Promise<JSONWebKeySet>,
  {
    refreshSeconds = defaultRefreshSeconds,
    clock = () => performance.now(),
  }: { readonly refreshSeconds?: number; readonly clock?: () => number } = {},
): KeySet {
  let keys: JWTVerifyGetKey | undefined;
  let pending: Promise<void> | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;

  const refresh = () => {
    triedAt = clock();
    pending ??= fetchKeys()
      .then((fetched) => {
        keys = createLocalJWKSet(fetched);
      })
      .catch((cause) => {
        throw new KeysUnavailable("The keys of access tokens cannot be fetched", { cause });
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  };

  return {
    async resolve(header, token) {
      if (!keys) await refresh();
      // Nobody waits for this one: the keys at hand are good until it says otherwise.
      else if (clock() - triedAt >= refreshSeconds * 1_000) refresh().catch(() => {});
      try {
        return await keys!(header, token);
      } catch (error) {
        const isUnknown = error instanceof errors.JWKSNoMatchingKey;
        if (!isUnknown || (clock() - triedAt < cooldownMilliseconds && !pending)) throw error;
        // A failure to fetch leaves it at what is known: the key is unknown.
        await refresh().catch(() => {});
        return await keys!(header, token);
      }
    },
  };
}

/** A key set that is known beforehand. */
export function fixedKeySet(keys: JSONWebKeySet): KeySet {
  return { resolve: createLocalJWKSet(keys) };
}

/** A secret that the issuer shares with us, for HMAC. */
export function sharedSecret(secret: string): KeySet {
  const bytes = new TextEncoder().encode(secret);
  return { resolve: async () => bytes };
}

/** Fetches a key set over HTTP. */
export function keysByUrl(url: string): () => Promise<JSONWebKeySet> {
  return async () => {
    const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(timeoutMilliseconds) });
    if (statusCode !== 200) {
      await body.dump();
      throw new Error(`${url} answered with status ${statusCode}`);
    }
    return (await body.json()) as JSONWebKeySet;
  };
}

/** Reads a key set from a file. */
export function keysByFile(path: string): () => Promise<JSONWebKeySet> {
  return async () => JSON.parse(await readFile(path, "utf8")) as JSONWebKeySet;
}

const keySetPath = "/.well-known/jwks.json";

/** Takes a key set from a subgraph in this process, by the route that it would serve it with. */
export function keysByRoute(routes: readonly Route[]): () => Promise<JSONWebKeySet> {
  return async () => {
    const route = routes.find(({ method, path }) => method === "GET" && path === keySetPath);
    if (!route) throw new Error(`No subgraph serves ${keySetPath}`);
    const { status, body } = await route.handle({ params: {}, query: {}, headers: {}, body: Buffer.alloc(0) });
    if (status !== 200) throw new Error(`${keySetPath} answered with status ${status}`);
    return JSON.parse(body.toString()) as JSONWebKeySet;
  };
}
