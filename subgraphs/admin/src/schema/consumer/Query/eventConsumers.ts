import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listConsumers } from "../../../usecases/listConsumers.ts";

export const eventConsumers: NonNullable<QueryResolvers["eventConsumers"]> = (_parent, _arguments, { ports }) =>
  listConsumers(ports);
