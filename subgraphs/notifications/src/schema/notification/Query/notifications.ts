import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listNotifications } from "../../../usecases/listNotifications.ts";
import { notificationPage } from "../page.ts";

export const notifications: QueryResolvers["notifications"] = (_parent, { orderId, ...page }, { ports }) =>
  notificationPage(page, () => listNotifications(ports, orderId ?? null, page));
