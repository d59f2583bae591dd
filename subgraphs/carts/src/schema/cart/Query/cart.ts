import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const cart: NonNullable<QueryResolvers["cart"]> = (_parent, { id }, { loaders }) => loaders.cartById(id);
