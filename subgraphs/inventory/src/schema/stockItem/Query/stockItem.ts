import { isId } from "@angidi/datastores";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const stockItem: QueryResolvers["stockItem"] = async (_parent, { sku, warehouseId = null }, { ports }) => {
  if (warehouseId !== null && !isId(warehouseId)) return null;
  return (await ports.store.stock.item(sku, warehouseId)) ?? null;
};
