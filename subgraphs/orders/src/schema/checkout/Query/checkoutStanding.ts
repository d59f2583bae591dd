import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const checkoutStanding: QueryResolvers["checkoutStanding"] = (_parent, checkout, { ports }) =>
  ports.checkoutStanding(checkout);
