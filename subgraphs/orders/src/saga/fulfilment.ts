import type { Fulfilment } from "../domain/fulfilment.ts";
import { statusByGoods } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { parkedKey } from "../domain/parked.ts";
import { entry } from "../domain/timeline.ts";
import type { SkuShortage } from "../services/inventory.ts";
import type { Saga } from "./saga.ts";
import type { Step, StepPorts } from "./step.ts";

/** A parcel, and its order. */
export interface FulfilmentOfOrder {
  readonly order: Order;
  readonly fulfilment: Fulfilment;
  /** What of its goods is not where it is to be sent from: then the parcel was taken back, and is gone. Null otherwise. */
  readonly notHere: readonly SkuShortage[] | null;
}

type FulfilmentStep = Step<FulfilmentOfOrder, readonly SkuShortage[]>;

/** Goods that inventory does not have where a parcel was sent from that has left already. */
export class StockNotTakenOut extends Error {
  override readonly name = "StockNotTakenOut";
}

const keyOf = ({ fulfilment }: FulfilmentOfOrder) => parkedKey({ saga: "fulfilment", id: fulfilment.id });

/** Whether staff have sent the parcel while inventory could not be asked: then it has left, and its goods are still to be taken out. */
const wasSentByHand = (subject: FulfilmentOfOrder) => subject.order.byHand[keyOf(subject)]?.outcome === "SENT";

/** A parcel that staff have sent by hand is on its way, whatever inventory says. */
const sendByHand: FulfilmentStep["run"] = async (subject, ports, call) =>
  wasSentByHand(subject) && subject.fulfilment.status === "PENDING"
    ? ship(subject, ports, call)
    : { kind: "done", subject };

/** Takes the parcel's goods out of stock, once by its id. What is elsewhere, or has not come, is refused for good. */
const takeOut: FulfilmentStep["run"] = async (subject, { inventory }, call) => {
  const { order, fulfilment } = subject;
  const skuOf = new Map(order.lines.map(({ id, sku }) => [id, sku]));
  const lines = fulfilment.lines.map(({ lineId, quantity }) => ({ sku: skuOf.get(lineId)!, quantity }));
  const { id: fulfilmentId, warehouseId } = fulfilment;
  const answer = await inventory.fulfil({ orderId: encodeOrderId(order), fulfilmentId, lines, warehouseId }, call);
  if (answer.kind === "fulfilled") return { kind: "done", subject };
  if (wasSentByHand(subject))
    throw new StockNotTakenOut("The parcel has left, and inventory does not have its goods there");
  return { kind: "refused", reason: answer.shortages };
};

/** Says that the parcel is on its way: the order's status changes with it. */
const ship: FulfilmentStep["run"] = async (subject, { orders, fulfilments, parking, transaction }) => {
  const { fulfilment } = subject;
  const { order: key, id } = fulfilment;
  if (fulfilment.status !== "PENDING") {
    await parking.forget(key, keyOf(subject));
    const { [keyOf(subject)]: _, ...byHand } = subject.order.byHand;
    return { kind: "done", subject: { ...subject, order: { ...subject.order, byHand } } };
  }
  const shipped = await transaction(async (open): Promise<FulfilmentOfOrder | null> => {
    const order = await orders.lock(open, key);
    if (!order || !(await fulfilments.advance(open, { order: key, id }, "PENDING", "SHIPPED"))) return null;
    const { balances, parcels, arrived } = await orders.books(open, order);
    const status = statusByGoods(balances, parcels === arrived);
    const told = entry("PARCEL", fulfilment.actor, { reference: id, state: "SHIPPED", lines: fulfilment.lines });
    const changed = await orders.change(order, { status, entries: [told] }, open);
    return changed && { order: changed, fulfilment: { ...fulfilment, status: "SHIPPED" }, notHere: null };
  });
  return shipped ? { kind: "done", subject: shipped } : { kind: "overtaken" };
};

/** Takes the parcel back: its pieces are left to send as before. */
async function takeBack(
  { fulfilment }: FulfilmentOfOrder,
  notHere: readonly SkuShortage[],
  { orders, fulfilments, transaction }: StepPorts,
): Promise<FulfilmentOfOrder | null> {
  const order = await transaction(async (open) => {
    const locked = await orders.lock(open, fulfilment.order);
    await fulfilments.withdraw(open, fulfilment);
    return locked;
  });
  return order && { order, fulfilment, notHere };
}

/** A parcel that is sent. What can be refused comes before what cannot be called back, so nothing is to be undone. */
export const fulfilmentSteps: readonly FulfilmentStep[] = [
  { name: "send by hand", run: sendByHand, undo: null },
  { name: "take out", run: takeOut, undo: null },
  { name: "ship", run: ship, undo: null },
];

export const fulfilment: Saga<FulfilmentOfOrder, readonly SkuShortage[]> = {
  name: "fulfilment",
  steps: fulfilmentSteps,
  async find(key, { orders, fulfilments }) {
    const [order, found] = [await orders.find(key.order), await fulfilments.find(key)];
    return order && found && { order, fulfilment: found, notHere: null };
  },
  keyOf: ({ fulfilment: { order, id } }) => ({ order, id }),
  orderOf: ({ order }) => order,
  heading: (subject) => {
    const { fulfilment: parcel, notHere } = subject;
    return (parcel.status === "PENDING" && !notHere) || wasSentByHand(subject) ? "FORWARD" : "SETTLED";
  },
  turnRound: takeBack,
  patience: null,
  facts: ({ order, fulfilment: { id } }) => ({
    amounts: {},
    references: { "inventory.orderId": encodeOrderId(order), "inventory.fulfilmentId": id },
  }),
};
