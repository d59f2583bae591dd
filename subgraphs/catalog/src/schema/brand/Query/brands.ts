import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listParties } from "../../../usecases/listParties.ts";

export const brands: QueryResolvers["brands"] = async (_parent, { first, after }, { ports }) => {
  checkPage({ first });
  const { parties, cursorOf } = await listParties(ports.brands, { first, after: after ?? null });
  return connection(parties, { first, after, cursorOf });
};
