import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { signedIn } from "../../signedIn.ts";
import { notificationNotFound } from "../notFound.ts";

export const markNotificationRead: MutationResolvers["markNotificationRead"] = async (
  _parent,
  { input },
  { ports, caller },
) => {
  const notification = await ports.notifications.markRead(input.id, signedIn(caller), ports.now());
  return notification ? { __typename: "NotificationRead", notification } : notificationNotFound();
};
