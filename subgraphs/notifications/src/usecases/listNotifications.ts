import { decodeCursor, encodeCursor } from "@angidi/datastores";
import type { NotificationRepository, Place, Placed } from "../data/notificationRepository.ts";
import type { Notification } from "../domain/notification.ts";

interface ListPorts {
  readonly notifications: Pick<NotificationRepository, "list" | "inbox">;
}

export interface Page {
  readonly first: number;
  readonly after?: string | null;
}

export interface Listed {
  readonly cursor: string;
  readonly notification: Notification;
}

/** Messages after a cursor, newest first, of one order if it is given; one more than asked for if there are more. Throws BadCursor. */
export async function listNotifications(
  { notifications }: ListPorts,
  orderId: string | null,
  { first, after }: Page,
): Promise<Listed[]> {
  return (await notifications.list(orderId, first + 1, after ? placeOf(after) : null)).map(listed);
}

/** A user's own in-app messages, in the same way. */
export async function listInbox(
  { notifications }: ListPorts,
  userId: string,
  unreadOnly: boolean,
  { first, after }: Page,
): Promise<Listed[]> {
  return (await notifications.inbox(userId, unreadOnly, first + 1, after ? placeOf(after) : null)).map(listed);
}

function listed({ notification, place }: Placed): Listed {
  return { notification, cursor: encodeCursor([place.createdAt, place.id]) };
}

function placeOf(cursor: string): Place {
  const [createdAt, id] = decodeCursor(cursor, ["time", "id"]);
  return { createdAt: String(createdAt), id: String(id) };
}
