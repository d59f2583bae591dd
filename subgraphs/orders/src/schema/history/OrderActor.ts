import type { OrderActorResolvers } from "../../generated/resolvers.ts";

export const OrderActor: OrderActorResolvers = {
  role: ({ role }) => role ?? null,
  userId: ({ userId }) => userId ?? null,
};
