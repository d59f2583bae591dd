import type { Asker } from "./asking.ts";
import type { History } from "./history.ts";
import { changeOf, noteCancellation, noteEdit } from "./orderChanges.ts";
import type { StaffOperation } from "./plannedOperations.ts";

/** What of the shop staff change. */
export interface StaffGoods {
  /** All of them; the first is the one whose stock they set. */
  readonly skus: readonly string[];
  /** Where they are, and where some are brought. */
  readonly warehouseIds: readonly [string, string];
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

  async function cancel({ pick, isPart }: StaffOperation & { kind: "cancel" }): Promise<void> {
    const order = orderAt(pick);
    if (!order) return;
    const lines = isPart ? [{ lineId: order.lines[0]!.id, quantity: 1 }] : null;
    const input = { idempotencyKey: key(), orderId: order.id, lines, reason: "Not to be had any more" };
    noteCancellation(history, order.id, await who.untilAnswered("CancelOrder", { input }), isPart);
  }

  async function edit({ pick, change }: StaffOperation & { kind: "edit" }): Promise<void> {
    const order = orderAt(pick);
    if (!order) return;
    const input = { idempotencyKey: key(), orderId: order.id, ...changeOf(change, order.lines[0]!) };
    noteEdit(history, order.id, await who.untilAnswered("EditOrder", { input }));
  }

  async function takeBack({ pick, condition, requests }: StaffOperation & { kind: "return" }): Promise<void> {
    const arrived = history.deliveries.filter(({ isAcknowledged }) => isAcknowledged);
    const orderId = arrived[Math.floor(pick * arrived.length)]?.orderId;
    if (!orderId) return;
    const lines = [{ lineId: history.orders.get(orderId)!.lines[0]!.id, quantity: 1 }];
    const request = { idempotencyKey: key(), orderId, lines, reason: "DAMAGED" };
    const returnId = (await who.untilAnswered("RequestReturn", { input: request }))?.return?.id;
    if (!returnId) return;
    await who.untilAnswered("ApproveReturn", { input: { returnId } });
    await Promise.all(
      Array.from({ length: requests }, async () => {
        const input = { idempotencyKey: key(), returnId, lines: lines.map((line) => ({ ...line, condition })) };
        const known = await who.untilAnswered("ReceiveReturn", { input });
        if (known && known.__typename !== "ReturnReceived") return;
        history.returns.push({ orderId, returnId, isAcknowledged: known !== null });
        history.refunds.push({ orderId, amount: 0, isAcknowledged: known !== null });
      }),
    );
  }

  async function transfer({ product, quantity, isBack }: StaffOperation & { kind: "transfer" }): Promise<void> {
    const [fromWarehouseId, toWarehouseId] = isBack ? [...goods.warehouseIds].reverse() : goods.warehouseIds;
    const lines = [{ sku: goods.skus[product]!, quantity }];
    const input = { idempotencyKey: key(), fromWarehouseId, toWarehouseId, lines };
    const known = await who.untilAnswered("CreateStockTransfer", { input });
    if (known?.__typename !== "StockTransferCreated") return;
    const arrived = { transferId: known.transfer.id, isFinal: true };
    await Promise.all(
      [1, 2].map(() => who.untilAnswered("ReceiveStockTransfer", { input: { idempotencyKey: key(), ...arrived } })),
    );
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
      case "edit":
        return edit(operation);
      case "return":
        return takeBack(operation);
      case "transfer":
        return transfer(operation);
      case "stock":
        return change("SetStock", { idempotencyKey: key(), warehouseId, onHand: operation.onHand });
      case "adjust": {
        const { delta } = operation;
        const reason = delta > 0 ? "RECEIVED" : "DAMAGED";
        return delta === 0 ? undefined : change("AdjustStock", { idempotencyKey: key(), warehouseId, delta, reason });
      }
      case "policy": {
        const { limit } = operation;
        return change("SetStockPolicy", limit > 0 ? { policy: "BACKORDER", limit } : { policy: "NONE" });
      }
    }
  }

  const [warehouseId] = goods.warehouseIds;
  async function change(operation: string, input: object): Promise<void> {
    await who.untilAnswered(operation, { input: { sku: goods.skus[0], ...input } });
  }

  for (const operation of operations) {
    // With nothing to work on, the next order is waited for; in the end there may be none.
    await nextOrder(history, operation.kind);
    await act(operation);
  }
}

const ofGoods: readonly StaffOperation["kind"][] = ["stock", "adjust", "transfer", "policy"];
const waitMilliseconds = 3_000;

async function nextOrder({ confirmed }: History, kind: StaffOperation["kind"]): Promise<void> {
  const until = Date.now() + waitMilliseconds;
  while (!ofGoods.includes(kind) && confirmed.length === 0 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
