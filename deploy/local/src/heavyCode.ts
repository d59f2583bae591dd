/** What takes a second to load and is not needed before the database is there: it is imported while that starts. */
export { createGateway } from "@angidi/gateway";
export { createLogger } from "@angidi/subgraph";
export { metricsRoute } from "@angidi/telemetry";
export { makeDemoHistory } from "./demoHistory.ts";
export { fillDemoStore } from "./demoStore.ts";
export { platformParts } from "./gatewayParts.ts";
export { gatewaySettings } from "./gatewaySettings.ts";
export { createSubgraphs } from "./inProcess.ts";
export { keySetOfUsers } from "./keySet.ts";
export { mediaElsewhere } from "./mediaElsewhere.ts";
export { migrateAll } from "./migrations.ts";
export { loadSubgraphs } from "./subgraphs.ts";
export { webhooksElsewhere } from "./webhooksElsewhere.ts";
