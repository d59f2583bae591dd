import { encodeCursor } from "@angidi/datastores";
import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listDeadLetters } from "../../../usecases/listDeadLetters.ts";

export const deadLetters: NonNullable<QueryResolvers["deadLetters"]> = async (_parent, page, { ports }) => {
  checkPage(page);
  return connection(await listDeadLetters(ports, page), { ...page, cursorOf: ({ id }) => encodeCursor([id]) });
};
