import { available } from "../../domain/stock.ts";
import type { StockItemResolvers } from "../../generated/resolvers.ts";

export const StockItem: StockItemResolvers = { available };
