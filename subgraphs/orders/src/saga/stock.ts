import type { Order, OrderLine } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import type { Shortage } from "../domain/undoReason.ts";
import type { SkuShortage } from "../services/inventory.ts";
import type { PlacementStep } from "./placement.ts";
import type { Undo } from "./step.ts";

/** Reserves every line or none. The expiry is counted from the placing, so a later repeat does not prolong it. */
export const reserve: PlacementStep["run"] = async (order, { inventory, reservationExpirySeconds }, call) => {
  const answer = await inventory.reserve(
    {
      orderId: encodeOrderId(order),
      lines: order.lines,
      countryCode: order.shippingAddress.countryCode,
      expiresAt: new Date(order.placedAt.getTime() + reservationExpirySeconds * 1_000),
    },
    call,
  );
  if (answer.kind === "reserved") return { kind: "done", subject: order };
  return { kind: "refused", reason: { kind: "OUT_OF_STOCK", shortages: toShortages(answer.shortages, order.lines) } };
};

/** Makes the reservation last: from here on it does not expire. Refused when it has. */
export const commit: PlacementStep["run"] = async (order, { inventory }, call) =>
  (await inventory.commit(encodeOrderId(order), call))
    ? { kind: "done", subject: order }
    : { kind: "refused", reason: { kind: "RESERVATION_EXPIRED" } };

/** Lets the stock go, reserved or committed, and makes sure that none is reserved for this order again. */
export const release: Undo<Order> = async (order, { inventory }, call) => {
  await inventory.release(encodeOrderId(order), call);
  return order;
};

/** Stock is told by SKU, shoppers are told by variant. */
function toShortages(shortages: readonly SkuShortage[], lines: readonly OrderLine[]): Shortage[] {
  return shortages.flatMap(({ sku, requested, available }) =>
    lines.filter((line) => line.sku === sku).map(({ variantId }) => ({ variantId, requested, available })),
  );
}
