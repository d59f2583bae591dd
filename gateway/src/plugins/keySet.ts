import type { Route } from "@angidi/subgraph";
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { request } from "undici";
import type { KeySet } from "./authentication.ts";

/** How soon after one fetch another is made because of an unknown key: forged key ids must not become a flood. */
const cooldownMilliseconds = 10_000;
const timeoutMilliseconds = 5_000;

/** Thrown while there are no keys at all: whether a token is good cannot be said. */
export class KeysUnavailable extends Error {
  override readonly name = "KeysUnavailable";
}

/**
 * A key set that is fetched when first needed and kept; a token that names an unknown key has it fetched anew, which is
 * how a rotation is noticed. If that fails, the keys known so far stay in use.
 */
export function cachedKeySet(
  fetchKeys: () => Promise<JSONWebKeySet>,
  clock: () => number = () => performance.now(),
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
      try {
        return await keys!(header, token);
      } catch (error) {
        const isUnknown = error instanceof errors.JWKSNoMatchingKey;
        if (!isUnknown || clock() - triedAt < cooldownMilliseconds) throw error;
        // A failure to fetch leaves it at what is known: the key is unknown.
        await refresh().catch(() => {});
        return await keys!(header, token);
      }
    },
  };
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
