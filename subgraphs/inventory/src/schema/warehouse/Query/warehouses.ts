import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const warehouses: QueryResolvers["warehouses"] = (_parent, _args, { ports }) => ports.store.warehouses.all();
