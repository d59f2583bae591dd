import type { SubgraphModule } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { declarations } from "./data/mongo/collections.ts";
import { createNotifications, migrations, name, schemaFolder } from "./subgraph.ts";

/** Messages to people and what they want to be told of, for whoever runs it: in one process with others, or alone. */
export const notifications: SubgraphModule = {
  name,
  schemaFolder,
  migrations,
  collections: declarations,
  create: (environment, surroundings) => createNotifications(readConfig(environment), surroundings),
};
