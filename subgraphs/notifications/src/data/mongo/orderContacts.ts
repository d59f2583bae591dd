import type { DocumentTransaction } from "@angidi/datastores";
import type { OrderContactStore } from "../audienceStore.ts";
import { type Collections, within } from "./collections.ts";

/**
 * Orders' contacts on MongoDB; with a transaction, what changes is part of it. Contact and waiting events are one
 * document: of an event that is held and its order that is remembered meanwhile, one begins again.
 */
export function orderContactsOn({ orders }: Collections, transaction?: DocumentTransaction): OrderContactStore {
  const labelled = (comment: string) => ({ ...within(transaction), comment });

  return {
    async remember({ orderId, ...contact }) {
      const before = await orders.findOneAndUpdate(
        { _id: orderId },
        { $set: { contact }, $unset: { waiting: true } },
        { ...labelled("notifications.rememberOrder"), upsert: true, returnDocument: "before" },
      );
      return (before?.waiting ?? []).toSorted((one, other) => one.time.localeCompare(other.time));
    },

    async find(orderId) {
      const order = await orders.findOne({ _id: orderId }, labelled("notifications.orderContact"));
      return order?.contact ? { orderId, ...order.contact } : null;
    },

    async hold(orderId, event) {
      // One that comes again takes its own place.
      await orders.updateOne(
        { _id: orderId },
        [
          {
            $set: {
              waiting: {
                $concatArrays: [
                  {
                    $filter: {
                      input: { $ifNull: ["$waiting", []] },
                      as: "held",
                      cond: { $ne: ["$$held.id", event.id] },
                    },
                  },
                  [{ $literal: event }],
                ],
              },
            },
          },
        ],
        { ...labelled("notifications.hold"), upsert: true },
      );
    },
  };
}
