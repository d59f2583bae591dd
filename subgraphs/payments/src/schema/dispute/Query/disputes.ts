import { decodeCursor, encodeCursor } from "@angidi/datastores";
import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { readDisputes } from "../../../usecases/readDisputes.ts";

export const disputes: QueryResolvers["disputes"] = async (_parent, { states, ...page }, { ports }) => {
  checkPage(page);
  const after = page.after ? String(decodeCursor(page.after, ["id"])[0]) : null;
  const found = await readDisputes(ports, { states: states ?? null, after, limit: page.first });
  return connection(found, { ...page, cursorOf: ({ id }) => encodeCursor([id]) });
};
