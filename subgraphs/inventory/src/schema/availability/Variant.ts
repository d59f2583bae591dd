import { mostUnits } from "../../domain/limits.ts";
import { availabilityStatus } from "../../domain/policy.ts";
import { isInStock } from "../../domain/stock.ts";
import type { VariantAvailabilityResolvers, VariantResolvers } from "../../generated/resolvers.ts";

export const Variant: Pick<VariantResolvers, "availability"> = {
  availability: ({ sku }, _args, { loaders }) => loaders.stockBySku.load(sku),
};

export const VariantAvailability: VariantAvailabilityResolvers = {
  inStock: isInStock,
  status: availabilityStatus,
  // Several full warehouses together may hold more than GraphQL's Int.
  quantity: ({ available }) => (available === null ? null : Math.min(available, mostUnits)),
  expectedAt: (stock) => (isInStock(stock) ? null : stock.expectedAt),
};
