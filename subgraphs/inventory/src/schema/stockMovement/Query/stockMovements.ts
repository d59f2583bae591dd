import { decodeCursor, encodeCursor, isId } from "@angidi/datastores";
import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const stockMovements: QueryResolvers["stockMovements"] = async (
  _parent,
  { sku, warehouseId = null, ...page },
  { ports },
) => {
  checkPage(page);
  const after = page.after ? Number(decodeCursor(page.after, ["number"])[0]) : null;
  const isPossible = warehouseId === null || isId(warehouseId);
  const rows = isPossible ? await ports.store.ledger.page(sku, warehouseId, page.first + 1, after) : [];
  return connection(rows, { ...page, cursorOf: ({ id }) => encodeCursor([id]) });
};
