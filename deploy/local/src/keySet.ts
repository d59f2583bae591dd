import { cachedKeySet, type KeySet, keysByRoute, keysByUrl } from "@angidi/gateway";
import type { Environment, Route } from "@angidi/subgraph";

/** What access tokens are verified with: the users subgraph publishes it, in this process or elsewhere. */
export function keySetOfUsers(routes: readonly Route[], { USERS_JWKS_URL, USERS_URL }: Environment): KeySet {
  const url = USERS_JWKS_URL || (USERS_URL && new URL("/.well-known/jwks.json", USERS_URL).href);
  return cachedKeySet(url ? keysByUrl(url) : keysByRoute(routes));
}
