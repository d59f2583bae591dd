export { auditPlatform } from "./audit/auditPlatform.ts";
export { fillDemoStore } from "./demoStore.ts";
export { engineVariables, withoutEngines } from "./engines.ts";
export { platformParts } from "./gatewayParts.ts";
export { gatewaySettings } from "./gatewaySettings.ts";
export { migrateAll } from "./migrations.ts";
export { isReady, type Platform, type PlatformOptions, startPlatform } from "./platform.ts";
export { freePort } from "./ports.ts";
export { loadSubgraphs, subgraphNames } from "./subgraphs.ts";
