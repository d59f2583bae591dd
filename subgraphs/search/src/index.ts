import type { SubgraphModule } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { createSearch, migrations, name, schemaFolder } from "./subgraph.ts";

/** Full text search, facets and suggestions, for whoever runs them: in one process with others, or alone. */
export const search: SubgraphModule = {
  name,
  schemaFolder,
  migrations,
  create: (environment, surroundings) => createSearch(readConfig(environment), surroundings),
};
