import { decodeCursor, encodeCursor } from "@angidi/datastores";
import { type Connection, checkPage, connection, type PageArguments } from "@angidi/subgraph";
import type { Context } from "../../context.ts";
import { accessOf } from "../../usecases/viewer.ts";
import type { OrderHistoryEntryMapper, OrderMapper } from "../mappers.ts";

/** A page of what happened to an order, as far as the caller may see it, oldest first. */
export async function historyPage(
  order: OrderMapper,
  page: PageArguments,
  { loaders, caller }: Context,
): Promise<Connection<OrderHistoryEntryMapper>> {
  checkPage(page);
  const entries = await loaders.historyByOrder.load({
    order,
    limit: page.first + 1,
    after: page.after ? Number(decodeCursor(page.after, ["number"])[0]) : 0,
    forStaff: accessOf(order, caller) === "staff",
  });
  const nodes = entries.map((entry) => ({ ...entry, order, currency: order.currency }));
  return connection(nodes, { ...page, cursorOf: ({ position }) => encodeCursor([position]) });
}
