import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { visibleOrders } from "../visibleOrders.ts";

export const order: QueryResolvers["order"] = async (_parent, { id }, context) =>
  (await visibleOrders([id], context))[0] ?? null;
