import { CodedError } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { importStock as importLevels } from "../../../usecases/importStock.ts";

export const importStock: MutationResolvers["importStock"] = async (_parent, { input }, { ports }) => {
  const outcome = await importLevels(ports, input.levels, input.warehouseId);
  if (outcome === "no-warehouse") throw new CodedError("BAD_USER_INPUT", "There is no such warehouse");
  return outcome;
};
