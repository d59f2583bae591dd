import type { SubgraphModule } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { createAdmin, name, schemaFolder } from "./subgraph.ts";

/** What staff see and do about the platform itself. It keeps nothing of its own, so it has no migrations. */
export const admin: SubgraphModule = {
  name,
  schemaFolder,
  migrations: [],
  create: async (environment, surroundings) => createAdmin(readConfig(environment), surroundings),
};
