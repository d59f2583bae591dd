import type { Asker } from "./asking.ts";
import type { History } from "./history.ts";
import type { StaffOperation } from "./plan.ts";

/** What of the shop staff change. */
export interface StaffGoods {
  /** The one whose stock they set. */
  readonly sku: string;
  readonly warehouseId: string;
}

/** One of the staff goes through a plan. What has a key is asked again until it is answered. */
export async function staffMember(
  name: string,
  operations: readonly StaffOperation[],
  { who, history, goods }: { readonly who: Asker; readonly history: History; readonly goods: StaffGoods },
): Promise<void> {
  let made = 0;
  const key = () => `${name}-${++made}`;
  /** Newer ones more often: it is there that people meet. */
  const orderAt = (pick: number) => {
    const { confirmed, orders } = history;
    return orders.get(confirmed[confirmed.length - 1 - Math.floor(pick ** 2 * confirmed.length)] ?? "");
  };

  async function fulfil({ pick, isPart }: StaffOperation & { kind: "fulfil" }): Promise<void> {
    const order = orderAt(pick);
    if (!order) return;
    const lines = isPart ? [{ lineId: order.lines[0]!.id, quantity: 1 }] : undefined;
    const input = { idempotencyKey: key(), orderId: order.id, lines, carrier: "UPS", trackingNumber: key() };
    const known = await who.untilAnswered("FulfilOrder", { input });
    if (known && known.__typename !== "OrderFulfilled") return;
    const fulfilmentId = known?.fulfilment.id ?? "";
    history.fulfilments.push({ orderId: order.id, fulfilmentId, isAcknowledged: known !== null });
  }

  async function deliver({ pick }: StaffOperation & { kind: "deliver" }): Promise<void> {
    const sent = history.fulfilments.filter(({ isAcknowledged }) => isAcknowledged);
    const fulfilment = sent[Math.floor(pick * sent.length)];
    if (!fulfilment) return;
    const { orderId, fulfilmentId } = fulfilment;
    const known = await who.untilAnswered("MarkDelivered", { input: { idempotencyKey: key(), fulfilmentId } });
    if (known && known.__typename !== "FulfilmentDelivered") return;
    history.deliveries.push({ orderId, fulfilmentId, isAcknowledged: known !== null });
  }

  async function refund({ pick, share, restock, requests }: StaffOperation & { kind: "refund" }): Promise<void> {
    const order = orderAt(pick);
    if (!order) return;
    const { amount: total, currency } = order.total;
    const amount = Math.max(1, Math.floor(total * share));
    const what = restock ? { lines: [{ lineId: order.lines[0]!.id, quantity: 1 }] } : { amount: { amount, currency } };
    await Promise.all(
      Array.from({ length: requests }, async () => {
        const input = { idempotencyKey: key(), orderId: order.id, ...what, reason: "A scratch", restock };
        const known = await who.untilAnswered("RefundOrder", { input });
        if (known && known.__typename !== "OrderRefunded") return;
        // What pieces cost is not known here, and may have been given back before.
        history.refunds.push({ orderId: order.id, amount: restock ? 0 : amount, isAcknowledged: known !== null });
      }),
    );
  }

  async function cancel({ pick }: StaffOperation & { kind: "cancel" }): Promise<void> {
    const order = orderAt(pick);
    if (!order) return;
    const input = { idempotencyKey: key(), orderId: order.id, reason: "Not to be had any more" };
    const known = await who.untilAnswered("CancelOrder", { input });
    if (known && known.__typename !== "OrderCancelled") return;
    history.cancellations.push({ orderId: order.id, isAcknowledged: known !== null });
  }

  async function act(operation: StaffOperation): Promise<void> {
    switch (operation.kind) {
      case "fulfil":
        return fulfil(operation);
      case "deliver":
        return deliver(operation);
      case "refund":
        return refund(operation);
      case "cancel":
        return cancel(operation);
      case "stock":
        await who.untilAnswered("SetStock", {
          input: { idempotencyKey: key(), ...goods, onHand: operation.onHand },
        });
    }
  }

  for (const operation of operations) {
    // With nothing to work on, the next order is waited for; in the end there may be none.
    await nextOrder(history, operation.kind);
    await act(operation);
  }
}

const waitMilliseconds = 3_000;

async function nextOrder({ confirmed }: History, kind: StaffOperation["kind"]): Promise<void> {
  const until = Date.now() + waitMilliseconds;
  while (kind !== "stock" && confirmed.length === 0 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
