import { type Connection, checkPage, connection, type PageArguments } from "@angidi/subgraph";
import type { Notification } from "../../domain/notification.ts";
import type { Listed } from "../../usecases/listNotifications.ts";

/** A page of messages. Throws BAD_USER_INPUT for a page size outside 1 to 100. */
export async function notificationPage(
  page: PageArguments,
  read: () => Promise<readonly Listed[]>,
): Promise<Connection<Notification>> {
  checkPage(page);
  const { edges, pageInfo } = connection(await read(), { ...page, cursorOf: ({ cursor }) => cursor });
  return { edges: edges.map(({ cursor, node }) => ({ cursor, node: node.notification })), pageInfo };
}
