import type { ProductRevisionResolvers } from "../../generated/resolvers.ts";

export const ProductRevision: ProductRevisionResolvers = {
  changedById: ({ by }) => by.id,
  changedByRole: ({ by }) => by.role,
};
