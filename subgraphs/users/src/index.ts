import type { SubgraphModule } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { createUsers, migrations, name, schemaFolder } from "./subgraph.ts";

/** Accounts, sessions, roles and address books. */
export const users: SubgraphModule = {
  name,
  schemaFolder,
  migrations,
  create: (environment, surroundings) => createUsers(readConfig(environment), surroundings),
};
