import { seedDemoCatalog } from "../../../demo/seedDemoCatalog.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";

export const seedDemoStore: MutationResolvers["seedDemoStore"] = (_parent, { input }, { ports }) =>
  seedDemoCatalog(ports, input.warehouseIds);
