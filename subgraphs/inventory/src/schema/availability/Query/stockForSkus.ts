import { mostUnits } from "../../../domain/limits.ts";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const stockForSkus: QueryResolvers["stockForSkus"] = async (_parent, { skus }, { loaders }) =>
  Promise.all(
    skus.map(async (sku) => {
      const { available } = await loaders.stockBySku.load(sku);
      return { sku, available: available === null ? null : Math.min(available, mostUnits) };
    }),
  );
