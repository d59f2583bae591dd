import type { SubgraphModule } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { createInventory, migrations, name, schemaFolder } from "./subgraph.ts";

export { audit } from "./audit.ts";

/** Stock by SKU and warehouse, reservations, availability. */
export const inventory: SubgraphModule = {
  name,
  schemaFolder,
  migrations,
  create: (environment, surroundings) => createInventory(readConfig(environment), surroundings),
};
