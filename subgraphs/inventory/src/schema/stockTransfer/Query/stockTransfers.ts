import { decodeCursor, encodeCursor } from "@angidi/datastores";
import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const stockTransfers: QueryResolvers["stockTransfers"] = async (
  _parent,
  { status = null, ...page },
  { ports },
) => {
  checkPage(page);
  const after = page.after ? String(decodeCursor(page.after, ["id"])[0]) : null;
  const rows = await ports.store.transfers.page(status, page.first + 1, after);
  return connection(rows, { ...page, cursorOf: ({ id }) => encodeCursor([id]) });
};
