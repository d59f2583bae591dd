import type { Documents, DocumentTransaction } from "@angidi/datastores";
import type { NewNotification } from "../../domain/notification.ts";
import type { NotificationRepository } from "../notificationRepository.ts";
import { type Collections, type NotificationDocument, within } from "./collections.ts";

/** Only what adds messages: for a worker that writes them within its transaction. */
export function newNotificationsOn(
  documents: Documents,
  { notifications, written }: Collections,
  transaction?: DocumentTransaction,
): Pick<NotificationRepository, "add"> {
  const inTransaction = <T>(work: (transaction: DocumentTransaction) => Promise<T>): Promise<T> =>
    transaction ? work(transaction) : documents.transaction(work);

  return {
    add: async (messages) =>
      messages.length === 0
        ? 0
        : inTransaction(async (transaction) => {
            // By the server's clock, as documents are forgotten by it.
            const writtenAt = new Date();
            const { upsertedIds } = await written.bulkWrite(
              messages.map(({ eventId, channel }) => ({
                updateOne: {
                  filter: { _id: `${eventId} ${channel}` },
                  update: { $setOnInsert: { writtenAt } },
                  upsert: true,
                },
              })),
              { ...within(transaction), comment: "notifications.recordWritten" },
            );
            const fresh = messages.filter((_, index) => upsertedIds[index] !== undefined);
            if (fresh.length === 0) return 0;
            const added = fresh.map(toDocument);
            await notifications.insertMany(added, { ...within(transaction), comment: "notifications.add" });
            return fresh.length;
          }),
  };
}

function toDocument({ id, ...message }: NewNotification): NotificationDocument {
  return {
    _id: id,
    ...message,
    status: "PENDING",
    provider: null,
    providerId: null,
    failure: null,
    attempts: 0,
    history: [],
    dueAt: message.createdAt,
    claim: null,
    sentAt: null,
    readAt: null,
  };
}
