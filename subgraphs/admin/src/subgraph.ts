import { openEventLog } from "@angidi/events";
import { defineSubgraph, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import type { Ports } from "./context.ts";
import { resolvers } from "./schema/resolvers.ts";

export const name = "admin";
export const schemaFolder = new URL("./schema/", import.meta.url);

/** The admin subgraph: its ports chosen and its parts put together. */
export function createAdmin(config: Config, { log }: Pick<Surroundings, "log">): Subgraph {
  const events = openEventLog(config.events);
  return defineSubgraph<Ports, object>({
    name,
    schemaFolder,
    resolvers,
    ports: { events },
    signingKey: config.signingKey,
    stop: () => events.close(),
    log,
  });
}
