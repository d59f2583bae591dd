import { userIdOf } from "@angidi/subgraph";
import type { UserResolvers } from "../../generated/resolvers.ts";

export const User: UserResolvers = {
  cart: ({ id }, _args, { caller, loaders }) => (userIdOf(caller) === id ? loaders.cartByCustomer(id) : null),
};
