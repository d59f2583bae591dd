import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { toIndexStatus } from "../toIndexStatus.ts";

export const searchIndexStatus: NonNullable<QueryResolvers["searchIndexStatus"]> = async (_parent, _none, { ports }) =>
  toIndexStatus(await ports.generations.status());
