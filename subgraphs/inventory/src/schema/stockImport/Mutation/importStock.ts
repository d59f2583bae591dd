import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { importStock as importLevels } from "../../../usecases/importStock.ts";

export const importStock: MutationResolvers["importStock"] = (_parent, { input }, { ports }) =>
  importLevels(ports, input.levels);
