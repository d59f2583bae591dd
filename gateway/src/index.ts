export { createGateway, type Gateway, type GatewayParts } from "./gateway.ts";
export type { KeySet } from "./plugins/authentication.ts";
export { cachedKeySet, keysByRoute, keysByUrl } from "./plugins/keySet.ts";
export type { Limits } from "./plugins/limits.ts";
export { type ComposedSubgraph, CompositionFailed, composeSupergraph } from "./supergraph/compose.ts";
