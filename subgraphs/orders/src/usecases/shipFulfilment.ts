import { anonymous } from "@angidi/subgraph";
import type { Fulfilment } from "../domain/fulfilment.ts";
import { statusByGoods } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { encodeFulfilmentId, encodeOrderId, type FulfilmentKey } from "../domain/orderId.ts";
import type { Redrivable } from "../jobs/redrives.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { lookAgain, type RedrivePorts, warnOfStall } from "./lookAgain.ts";

export type ShipPorts = Pick<Ports, "orders" | "fulfilments" | "inventory" | "transaction" | "log">;

/** A parcel and its order as they stand. */
export interface Shipped {
  readonly order: Order;
  readonly fulfilment: Fulfilment;
}

/**
 * Takes a parcel's goods out of stock and says that it is on its way. When inventory cannot be asked now the parcel stays
 * PENDING, and its job goes on.
 */
export async function shipFulfilment(ports: ShipPorts, key: FulfilmentKey, call: Call): Promise<Shipped> {
  await ship(ports, key, call).catch((error) => warnOfStall(ports.log, "A fulfilment stalled", error));
  const [order, fulfilment] = [await ports.orders.find(key.order), await ports.fulfilments.find(key)];
  if (!order || !fulfilment) throw new Error(`The fulfilment ${encodeFulfilmentId(key)} is gone`);
  return { order, fulfilment };
}

/** The same by a job. */
export async function redriveFulfilment(
  ports: ShipPorts & RedrivePorts,
  work: Redrivable["fulfilment"],
): Promise<void> {
  const { fulfilment } = work;
  await lookAgain(ports, "fulfilment", work, fulfilment.order, (signal) =>
    ship(ports, fulfilment, { caller: anonymous, signal }),
  );
}

/** Idempotent: inventory acts once by the parcel's id, and the order's status changes with the parcel's. */
async function ship(ports: ShipPorts, key: FulfilmentKey, call: Call): Promise<void> {
  const [order, fulfilment] = [await ports.orders.find(key.order), await ports.fulfilments.find(key)];
  if (!order || fulfilment?.status !== "PENDING") return;

  const skuOf = new Map(order.lines.map(({ id, sku }) => [id, sku]));
  const lines = fulfilment.lines.map(({ lineId, quantity }) => ({ sku: skuOf.get(lineId)!, quantity }));
  await ports.inventory.fulfil({ orderId: encodeOrderId(order), fulfilmentId: key.id, lines }, call);

  await ports.transaction(async (transaction) => {
    const current = await ports.orders.lock(transaction, key.order);
    if (!current || !(await ports.fulfilments.advance(transaction, key, "PENDING", "SHIPPED"))) return;
    const { balances, parcels, arrived } = await ports.orders.books(transaction, current);
    const status = statusByGoods(balances, parcels === arrived);
    await ports.orders.change(current, { status }, transaction);
  });
}
