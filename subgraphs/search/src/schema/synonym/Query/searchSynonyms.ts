import { decodeCursor, encodeCursor } from "@angidi/datastores";
import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const searchSynonyms: NonNullable<QueryResolvers["searchSynonyms"]> = async (
  _parent,
  { first, after },
  { ports },
) => {
  checkPage({ first });
  const place = typeof after === "string" ? (decodeCursor(after, ["id"])[0] as string | null) : null;
  const synonyms = await ports.synonyms.list({ after: place, limit: first + 1 });
  return connection(synonyms, { first, after, cursorOf: ({ id }) => encodeCursor([id]) });
};
