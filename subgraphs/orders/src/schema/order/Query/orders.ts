import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { toFilter } from "../orderFilter.ts";
import { orderPage } from "../orderPage.ts";

export const orders: QueryResolvers["orders"] = (_parent, { filter, sort, ...page }, { ports }) => {
  const wanted = toFilter(filter ?? {}, sort);
  return orderPage(page, (limit, after) => ports.lists.all(wanted, limit, after));
};
