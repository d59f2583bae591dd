import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listParties } from "../../../usecases/listParties.ts";

export const sellers: QueryResolvers["sellers"] = async (_parent, { first, after }, { ports }) => {
  checkPage({ first });
  const { parties, cursorOf } = await listParties(ports.sellers, { first, after: after ?? null });
  return connection(parties, { first, after, cursorOf });
};
