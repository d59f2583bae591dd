import { anonymous } from "@angidi/subgraph";
import type { Fulfilment } from "../domain/fulfilment.ts";
import { statusByGoods } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { encodeFulfilmentId, encodeOrderId, type FulfilmentKey } from "../domain/orderId.ts";
import type { Redrivable } from "../jobs/redrives.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import type { SkuShortage } from "../services/inventory.ts";
import { lookAgain, type RedrivePorts, warnOfStall } from "./lookAgain.ts";

export type ShipPorts = Pick<Ports, "orders" | "fulfilments" | "inventory" | "transaction" | "log">;

/** What became of a parcel. */
export type Shipped =
  /** Its order and itself as they stand. */
  | { readonly kind: "shipped"; readonly order: Order; readonly fulfilment: Fulfilment }
  /** Its goods are elsewhere or have not come: the parcel was taken back. The shortages are told once. */
  | { readonly kind: "not-here"; readonly shortages: readonly SkuShortage[] };

/**
 * Takes a parcel's goods out of stock and says that it is on its way. When inventory cannot be asked now the parcel stays
 * PENDING, and its job goes on. When inventory says that the goods are not there, the parcel is taken back: inventory will not
 * send it any more, and its pieces are left to send as before.
 */
export async function shipFulfilment(ports: ShipPorts, key: FulfilmentKey, call: Call): Promise<Shipped> {
  const shortages = await ship(ports, key, call).catch((error) => {
    warnOfStall(ports.log, "A fulfilment stalled", error);
    return [];
  });
  const [order, fulfilment] = [await ports.orders.find(key.order), await ports.fulfilments.find(key)];
  if (!order) throw new Error(`The order of the fulfilment ${encodeFulfilmentId(key)} is gone`);
  return fulfilment ? { kind: "shipped", order, fulfilment } : { kind: "not-here", shortages };
}

/** The same by a job. */
export async function redriveFulfilment(
  ports: ShipPorts & RedrivePorts,
  work: Redrivable["fulfilment"],
): Promise<void> {
  const { fulfilment } = work;
  await lookAgain(ports, "fulfilment", work, fulfilment.order, async (signal) => {
    const shortages = await ship(ports, fulfilment, { caller: anonymous, signal });
    if (shortages.length > 0) ports.log.warn({ shortages }, "A parcel was taken back: its goods are not there");
  });
}

/**
 * Idempotent: inventory acts once by the parcel's id, or refuses it for good, and the order's status changes with the
 * parcel's. Gives what is not there.
 */
async function ship(ports: ShipPorts, key: FulfilmentKey, call: Call): Promise<readonly SkuShortage[]> {
  const [order, fulfilment] = [await ports.orders.find(key.order), await ports.fulfilments.find(key)];
  if (!order || fulfilment?.status !== "PENDING") return [];

  const skuOf = new Map(order.lines.map(({ id, sku }) => [id, sku]));
  const lines = fulfilment.lines.map(({ lineId, quantity }) => ({ sku: skuOf.get(lineId)!, quantity }));
  const { warehouseId } = fulfilment;
  const parcel = { orderId: encodeOrderId(order), fulfilmentId: key.id, lines, warehouseId };
  const answer = await ports.inventory.fulfil(parcel, call);

  await ports.transaction(async (transaction) => {
    const current = await ports.orders.lock(transaction, key.order);
    if (answer.kind === "not-here") return ports.fulfilments.withdraw(transaction, key);
    if (!current || !(await ports.fulfilments.advance(transaction, key, "PENDING", "SHIPPED"))) return;
    const { balances, parcels, arrived } = await ports.orders.books(transaction, current);
    const status = statusByGoods(balances, parcels === arrived);
    await ports.orders.change(current, { status }, transaction);
  });
  return answer.kind === "not-here" ? answer.shortages : [];
}
