import type { SubgraphModule } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { placementSteps } from "./saga/placement.ts";
import type { Step } from "./saga/step.ts";
import { createOrders, jobsSchema, migrations, name, schemaFolder } from "./subgraph.ts";

export { decodeOrderId, encodeOrderId } from "./domain/orderId.ts";
export type { Step } from "./saga/step.ts";

/** The orders subgraph with steps of the placement that someone (a test) has put hands around. */
export function ordersWith(decorate: (steps: readonly Step[]) => readonly Step[]): SubgraphModule {
  return {
    name,
    schemaFolder,
    migrations,
    jobsSchema,
    create: (environment, surroundings) =>
      createOrders(readConfig(environment), surroundings, decorate(placementSteps)),
  };
}

/** Orders, from placing to delivery, and the saga that places them. */
export const orders: SubgraphModule = ordersWith((steps) => steps);
