import type { SubgraphModule } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { createCarts, migrations, name, schemaFolder } from "./subgraph.ts";

/** Carts, promotions, tax, shipping and quotes, for whoever runs them: in one process with others, or alone. */
export const carts: SubgraphModule = {
  name,
  schemaFolder,
  migrations,
  create: (environment, surroundings) => createCarts(readConfig(environment), surroundings),
};

export { audit } from "./audit.ts";
