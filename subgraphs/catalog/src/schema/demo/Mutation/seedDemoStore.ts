import { seedDemoCatalog } from "../../../demo/seedDemoCatalog.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";

export const seedDemoStore: MutationResolvers["seedDemoStore"] = (_parent, _arguments, { ports }) =>
  seedDemoCatalog(ports);
