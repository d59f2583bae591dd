import type { OrderStatusChangeResolvers } from "../../generated/resolvers.ts";

export const OrderStatusChange: OrderStatusChangeResolvers = {
  order: async ({ order }, _args, { loaders }) => {
    const head = await loaders.orderByKey.load(order);
    if (!head) throw new Error(`The order ${order.id} that is followed is gone`);
    return head;
  },
};
