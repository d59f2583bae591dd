import type { ProductFieldChangeResolvers } from "../../generated/resolvers.ts";

export const ProductFieldChange: ProductFieldChangeResolvers = {
  before: ({ before }) => (before === undefined ? null : JSON.stringify(before)),
  after: ({ after }) => (after === undefined ? null : JSON.stringify(after)),
};
