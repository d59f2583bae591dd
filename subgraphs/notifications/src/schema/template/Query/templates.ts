import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const templates: QueryResolvers["templates"] = (_parent, { kind }, { ports }) =>
  ports.templates.active(kind ?? undefined);
