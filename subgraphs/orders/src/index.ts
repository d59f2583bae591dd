import type { SubgraphModule } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { distributionCommands } from "./data/sharding.ts";
import { type Sagas, sagas } from "./saga/sagas.ts";
import { createOrders, jobsSchema, migrations, name, schemaFolder } from "./subgraph.ts";

export { audit } from "./audit.ts";
export type { Saga } from "./saga/saga.ts";
export type { Sagas } from "./saga/sagas.ts";

/** The orders subgraph with sagas around whose steps someone (a test) has put hands. */
export function ordersWith(decorate: (sagas: Sagas) => Sagas): SubgraphModule {
  return {
    name,
    schemaFolder,
    migrations,
    jobsSchema,
    distribution: distributionCommands,
    create: (environment, surroundings) => createOrders(readConfig(environment), surroundings, decorate(sagas)),
  };
}

/** Orders, from placing to delivery, and the saga that places them. */
export const orders: SubgraphModule = ordersWith((all) => all);
