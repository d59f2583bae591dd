import type { SubgraphModule } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { createPayments, migrations, name, schemaFolder } from "./subgraph.ts";

export { audit } from "./audit.ts";

/** Authorising, capturing, voiding and refunding what orders cost. */
export const payments: SubgraphModule = {
  name,
  schemaFolder,
  migrations,
  create: (environment, surroundings) => createPayments(readConfig(environment), surroundings),
};
