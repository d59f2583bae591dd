import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listInbox } from "../../../usecases/listNotifications.ts";
import { signedIn } from "../../signedIn.ts";
import { notificationPage } from "../page.ts";

export const myNotifications: QueryResolvers["myNotifications"] = (
  _parent,
  { unreadOnly, ...page },
  { ports, caller },
) => notificationPage(page, () => listInbox(ports, signedIn(caller), unreadOnly, page));
