import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listProducts } from "../../../usecases/listProducts.ts";
import { seesAllProducts } from "../../visibility.ts";
import { conditionsOf } from "../conditions.ts";

export const products: QueryResolvers["products"] = async (
  _parent,
  { first, after, filter, sort },
  { ports, caller },
) => {
  checkPage({ first });
  const list = await listProducts(ports, {
    first,
    after: after ?? null,
    conditions: conditionsOf(filter, ports.currency),
    sort: sort ?? "NEWEST",
    seesAll: seesAllProducts(caller),
  });
  return connection(list.products, { first, after, cursorOf: list.cursorOf });
};
