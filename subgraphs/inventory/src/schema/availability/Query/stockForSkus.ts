import { mostUnits } from "../../../domain/limits.ts";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const stockForSkus: QueryResolvers["stockForSkus"] = async (_parent, { skus }, { loaders }) =>
  Promise.all(
    skus.map(async (sku) => {
      const { sellable } = await loaders.stockBySku.load(sku);
      return { sku, available: sellable === null ? null : Math.min(sellable, mostUnits) };
    }),
  );
