import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const stockPolicy: QueryResolvers["stockPolicy"] = async (_parent, { sku }, { ports }) =>
  (await ports.store.stock.policy(sku)) ?? null;
