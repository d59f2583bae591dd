import type { DocumentTransaction } from "@angidi/datastores";
import type { OrderContact } from "../../domain/occasion.ts";
import type { OrderStore } from "../orderStore.ts";
import { type Collections, within } from "./collections.ts";

/** Orders on MongoDB, each a document: of two who open and save the same one at the same time, one begins again. */
export function ordersOn({ orders }: Collections, transaction?: DocumentTransaction): OrderStore {
  const labelled = (comment: string) => ({ ...within(transaction), comment });

  return {
    async open(orderIds) {
      if (orderIds.length === 0) return [];
      const found = orders.find({ _id: { $in: [...orderIds] } }, labelled("notifications.openOrders"));
      const byId = new Map((await found.toArray()).map((order) => [order._id, order]));
      return orderIds.map((orderId) => {
        const order = byId.get(orderId);
        const contact = order?.contact ? { orderId, ...order.contact } : null;
        return { orderId, contact, told: order?.told ?? 0, waiting: order?.waiting ?? [] };
      });
    },

    async save(kept) {
      if (kept.length === 0) return;
      await orders.bulkWrite(
        kept.map(({ order: { orderId, contact, told, waiting }, waitsUntil }) => ({
          updateOne: {
            filter: { _id: orderId },
            update: {
              $set: {
                told,
                waiting: [...waiting],
                ...(contact && { contact: contactOf(contact) }),
                ...(waitsUntil && { waitsUntil }),
              },
              ...(!waitsUntil && { $unset: { waitsUntil: true } }),
            },
            upsert: true,
          },
        })),
        labelled("notifications.saveOrders"),
      );
    },

    async overdue(now, limit) {
      const found = orders.find(
        { waitsUntil: { $lte: now } },
        {
          ...labelled("notifications.overdueOrders"),
          sort: { waitsUntil: 1 },
          limit,
          projection: { _id: 1 },
        },
      );
      return (await found.toArray()).map(({ _id }) => _id);
    },
  };
}

function contactOf({ userId, email, number }: OrderContact) {
  return { userId, email, number };
}
