import type { SubscriptionResolvers } from "../../../generated/resolvers.ts";
import { type FollowedChange, followOrder } from "../../../usecases/followOrder.ts";

export const orderStatusChanged: SubscriptionResolvers["orderStatusChanged"] = {
  subscribe: (_parent, { orderId, after }, { ports, caller }) =>
    followOrder(ports, { orderId, after: after ?? null }, caller),
  resolve: (change: FollowedChange) => change,
};
