export type { Invalidations } from "./caching/gatewayCaches.ts";
export { createGateway, type Gateway, type GatewayParts } from "./gateway.ts";
export type { ApiKeyRecord, ApiKeys } from "./plugins/apiKeys.ts";
export { cachedKeySet, type KeySet, keysByRoute, keysByUrl } from "./plugins/keySet.ts";
export { runGateway } from "./runGateway.ts";
export { checkSettings, readSettings } from "./settings/readSettings.ts";
export type { GivenSettings, Settings } from "./settings/settings.ts";
export { type OwnParts, startGateway } from "./startGateway.ts";
export { type ComposedSubgraph, CompositionFailed, composeSupergraph } from "./supergraph/compose.ts";
