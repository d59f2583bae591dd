import { decodeCursor, encodeCursor } from "@angidi/datastores";
import { type Connection, checkPage, connection, type PageArguments } from "@angidi/subgraph";
import type { Place } from "../../data/orderLists.ts";
import type { OrderHead } from "../../domain/order.ts";

/**
 * A page of orders, newest first: `read` is asked for one more than the page holds, after the cursor's place. Throws
 * BAD_USER_INPUT for a page size outside 1 to 100 and for a cursor of another list.
 */
export async function orderPage(
  page: PageArguments,
  read: (limit: number, after: Place | null) => Promise<readonly OrderHead[]>,
): Promise<Connection<OrderHead>> {
  checkPage(page);
  return connection(await read(page.first + 1, page.after ? placeOf(page.after) : null), { ...page, cursorOf });
}

function cursorOf({ placedAt, id }: OrderHead): string {
  return encodeCursor([placedAt.toISOString(), id]);
}

function placeOf(cursor: string): Place {
  const [placedAt, id] = decodeCursor(cursor, ["time", "id"]);
  return { placedAt: String(placedAt), id: String(id) };
}
