import type { Route } from "@angidi/subgraph";
import type { KeyRing } from "./services/keyRing.ts";

/**
 * The key set (RFC 7517) by which anybody verifies access tokens. May be cached for a minute: a new key is in it for ten
 * before it signs.
 */
export function keySetRoute(keys: KeyRing, clock: () => Date): Route {
  return {
    method: "GET",
    path: "/.well-known/jwks.json",
    async handle() {
      return {
        status: 200,
        headers: { "content-type": "application/jwk-set+json", "cache-control": "public, max-age=60" },
        body: JSON.stringify({ keys: await keys.publicKeys(clock()) }),
      };
    },
  };
}
