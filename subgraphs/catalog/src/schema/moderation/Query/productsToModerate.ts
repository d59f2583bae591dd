import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listProducts } from "../../../usecases/listProducts.ts";

export const productsToModerate: QueryResolvers["productsToModerate"] = async (
  _parent,
  { first, after },
  { ports },
) => {
  checkPage({ first });
  const { products, cursorOf } = await listProducts(ports, {
    first,
    after: after ?? null,
    conditions: { moderation: "PENDING" },
    sort: "NEWEST",
    seesAll: true,
  });
  return connection(products, { first, after, cursorOf });
};
