import { readOrderNumber } from "../../../domain/orderNumber.ts";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { orderPage } from "../orderPage.ts";

export const orders: QueryResolvers["orders"] = (_parent, { filter, ...page }, { ports }) => {
  const wanted = {
    status: filter?.status ?? null,
    number: filter?.number ? readOrderNumber(filter.number) : null,
    needsAttention: filter?.needsAttention ?? null,
  };
  return orderPage(page, (limit, after) => ports.lists.newest(wanted, limit, after));
};
