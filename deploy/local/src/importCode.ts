/** What imports and exports run on, loaded while the database starts. */
export { exportFile, importFile } from "@angidi/catalog";
export { createLogger } from "@angidi/subgraph";
export { importProgressOn, importSummaryText } from "./importReport.ts";
export { createSubgraphs } from "./inProcess.ts";
export { migrateAll } from "./migrations.ts";
export { loadSubgraphs } from "./subgraphs.ts";
