import { comeBack, confirm, methods } from "./orderActions.ts";
import type { EditChange, ShopperOperation } from "./plannedOperations.ts";
import type { Goods, Session } from "./session.ts";

type Operation<Kind extends ShopperOperation["kind"]> = ShopperOperation & { readonly kind: Kind };

/** Cancels an earlier order or a piece of it, twice at once perhaps. */
export async function cancel(session: Session, { pick, requests, isPart }: Operation<"cancel">): Promise<void> {
  const { who, history, orderIds, unique } = session;
  const orderId = orderIds[Math.floor(pick * orderIds.length)];
  if (!orderId) return;
  const [line] = history.orders.get(orderId)!.lines;
  const lines = isPart ? [{ lineId: line!.id, quantity: 1 }] : null;
  const cancelOnce = async () => {
    const input = { idempotencyKey: unique("cancel"), orderId, lines, reason: "Changed my mind" };
    const known = await who.untilAnswered("CancelOrder", { input });
    noteCancellation(history, orderId, known, isPart);
  };
  await Promise.all(Array.from({ length: requests }, cancelOnce));
}

/** Notes what came of cancelling an order, or a part of it: the last pieces are all of it. */
export function noteCancellation(
  { cancellations, refunds }: Session["history"],
  orderId: string,
  // biome-ignore lint/suspicious/noExplicitAny: an answer of cancelOrder
  known: any,
  isPart: boolean,
): void {
  const isAcknowledged = known !== null;
  if (!known || known.__typename === "OrderCancelled") cancellations.push({ orderId, isAcknowledged });
  if (known?.__typename === "OrderLinesCancelled" || (!known && isPart)) {
    refunds.push({ orderId, amount: known?.refund?.amount ?? 0, isAcknowledged });
  }
}

/** Notes what came of editing an order. One that was answered before it was decided may come to nothing yet. */
export function noteEdit(
  { edits }: Session["history"],
  orderId: string,
  // biome-ignore lint/suspicious/noExplicitAny: an answer of editOrder
  known: any,
): void {
  const isEdit = !known || ["OrderEdited", "OrderEditActionRequired"].includes(known.__typename);
  if (isEdit) edits.push({ orderId, isAcknowledged: known?.edit.status === "APPLIED" });
}

/** What `editOrder` is to change. */
export function changeOf(change: EditChange, line: { readonly id: string; readonly quantity: number }, goods?: Goods) {
  if (typeof change === "object") return { add: [{ variantId: goods!.variantIds[change.product], quantity: 1 }] };
  return { lines: [{ lineId: line.id, quantity: line.quantity + (change === "more" ? 1 : -1) }] };
}

/** Changes an earlier order, and comes back from 3-D Secure for what it costs more, or does not. */
export async function edit(session: Session, operation: Operation<"edit">, goods: Goods): Promise<void> {
  const { pick, change, payment, provider, requests } = operation;
  const { who, history, orderIds, unique } = session;
  const orderId = orderIds[Math.floor(pick * orderIds.length)];
  if (!orderId) return;
  const [line] = history.orders.get(orderId)!.lines;
  const editOnce = async () => {
    const input = {
      idempotencyKey: unique("edit"),
      orderId,
      ...changeOf(change, line!, goods),
      payment: { provider, paymentMethod: methods[payment] },
    };
    const known = await who.untilAnswered("EditOrder", { input });
    noteEdit(history, orderId, known);
    const isOpen = known?.__typename === "OrderEditActionRequired";
    if (!isOpen || !(await confirm(session, known, operation))) return;
    await comeBack(session, { orderId, editId: known.edit.id }, operation);
  };
  await Promise.all(Array.from({ length: requests }, editOnce));
}

/** Takes over an order that was a guest's, once they are a customer. */
export async function claim(session: Session, { pick }: Operation<"claim">): Promise<void> {
  const { who, orderIds, history, cartId, complain } = session;
  const orderId = orderIds[Math.floor(pick * orderIds.length)];
  if (!orderId || who.token === undefined) return;
  const ordered = [...history.placements.values()].find(({ answers }) =>
    answers.some(({ order }) => order?.id === orderId),
  );
  const known = await who.untilAnswered("ClaimOrder", { input: { orderId, cartId: ordered?.cartId ?? cartId } });
  if (known?.__typename === "OrderNotFound") complain("Who ordered can claim the order", orderId);
}
