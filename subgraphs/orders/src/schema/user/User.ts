import { isId } from "@angidi/datastores";
import type { UserResolvers } from "../../generated/resolvers.ts";
import { readerOf } from "../../usecases/viewer.ts";
import { toFilter } from "../order/orderFilter.ts";
import { orderPage } from "../order/orderPage.ts";

export const User: UserResolvers = {
  orders: ({ id }, { filter, sort, ...page }, { caller, loaders }) => {
    const reader = readerOf(caller);
    if (!isId(id) || (reader.userId !== id && !reader.isStaff)) return null;
    const wanted = toFilter(filter ?? {}, sort);
    return orderPage(page, (limit, after) =>
      loaders.ordersByCustomer.load({ customerId: id, filter: wanted, limit, after }),
    );
  },
};
