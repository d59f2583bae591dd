import { cachedKeySet, type KeySet, keysByRoute, keysByUrl } from "@angidi/gateway";
import type { Environment, Route } from "@angidi/subgraph";

/** What access tokens are verified with: the users subgraph publishes it, in this process or elsewhere. */
export function keySetOfUsers(routes: readonly Route[], { USERS_URL }: Environment): KeySet {
  return cachedKeySet(USERS_URL ? keysByUrl(new URL("/.well-known/jwks.json", USERS_URL).href) : keysByRoute(routes));
}
