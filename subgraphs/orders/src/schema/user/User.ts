import { isId } from "@angidi/datastores";
import type { UserResolvers } from "../../generated/resolvers.ts";
import { readerOf } from "../../usecases/viewer.ts";
import { orderPage } from "../order/orderPage.ts";

export const User: UserResolvers = {
  orders: ({ id }, page, { caller, loaders }) => {
    const reader = readerOf(caller);
    if (!isId(id) || (reader.userId !== id && !reader.isStaff)) return null;
    return orderPage(page, (limit, after) => loaders.ordersByCustomer.load({ customerId: id, limit, after }));
  },
};
