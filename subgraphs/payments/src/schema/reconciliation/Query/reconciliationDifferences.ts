import { decodeCursor, encodeCursor } from "@angidi/datastores";
import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const reconciliationDifferences: QueryResolvers["reconciliationDifferences"] = async (
  _parent,
  { status, ...page },
  { ports },
) => {
  checkPage(page);
  const after = page.after ? String(decodeCursor(page.after, ["id"])[0]) : null;
  const found = await ports.differences.page({ status: status ?? null, limit: page.first + 1, after });
  return connection(found, { ...page, cursorOf: ({ id }) => encodeCursor([id]) });
};
