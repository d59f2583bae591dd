import type { SubgraphModule } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { declarations } from "./data/mongo/declarations.ts";
import { createCatalog, migrations, name, schemaFolder } from "./subgraph.ts";

export { ExportRefused } from "./export/exportProducts.ts";
export { type ExportSettings, exportFile } from "./exportFile.ts";
export { type ImportNotice, type ImportProgress, ImportRefused, type ImportSummary } from "./import/report.ts";
export { type ImportSettings, importFile } from "./importFile.ts";

/** Products, their variants and list prices, categories, brands and sellers. */
export const catalog: SubgraphModule = {
  name,
  schemaFolder,
  migrations,
  collections: declarations,
  create: (environment, surroundings) => createCatalog(readConfig(environment), surroundings),
};
