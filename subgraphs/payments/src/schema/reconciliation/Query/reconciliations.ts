import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const reconciliations: QueryResolvers["reconciliations"] = (_parent, _arguments, { ports }) =>
  ports.reconciliations.newest();
