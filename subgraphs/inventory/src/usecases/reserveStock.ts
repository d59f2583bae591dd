import { allocate } from "../domain/allocate.ts";
import { type Line, type Shortage, sumBySku } from "../domain/draw.ts";
import { reservationEntries } from "../domain/ledger.ts";
import { areLines } from "../domain/limits.ts";
import { backorderableOf } from "../domain/policy.ts";
import type { Reservation } from "../domain/reservation.ts";
import { asIfServed, changesBy } from "../domain/stock.ts";
import { stockEvents } from "../events/stockEvents.ts";
import type { Ports } from "../ports.ts";

export interface ReserveStock {
  readonly orderId: string;
  readonly lines: readonly Line[];
  /** Where the order goes: ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  readonly expiresAt: Date;
}

export type ReserveStockResult =
  | { readonly kind: "reserved"; readonly orderId: string; readonly expiresAt: Date }
  | { readonly kind: "short"; readonly shortages: Shortage[] }
  | { readonly kind: "invalid-lines" };

/**
 * Reserves every line of an order or none of it, once: a repeat gets the first answer, whatever the stock is by now.
 * "short" is not kept, since nothing was written; so a repeat of it may turn out otherwise.
 */
export async function reserveStock(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  { orderId, lines, countryCode, expiresAt }: ReserveStock,
): Promise<ReserveStockResult> {
  if (!areLines(lines)) return { kind: "invalid-lines" };

  return store.transaction(async ({ stock, reservations }): Promise<ReserveStockResult> => {
    const skus = await stock.lockToReserve(
      sumBySku(lines).map(({ sku }) => sku),
      orderId,
    );
    const forNewcomers = skus.map(asIfServed);
    const plan = allocate(
      lines,
      forNewcomers.flatMap(({ levels }) => levels),
      countryCode,
      backorderableOf(forNewcomers),
    );
    if (plan.kind === "allocated") {
      const { portions, waiting } = plan;
      const entries = reservationEntries(portions.map((portion) => ({ ...portion, orderId })));
      const waits = waiting.map(({ sku, quantity }) => ({ sku, backordered: quantity }));
      const events = stockEvents(changesBy(skus, entries, waits), lowStockThreshold);
      const isFirst = await reservations.add({ orderId, expiresAt, portions, waiting, events });
      if (isFirst) return { kind: "reserved", orderId, expiresAt };
    }
    const earlier = await reservations.byOrder(orderId);
    if (earlier) return answerOf(earlier, lines);
    return plan.kind === "short" ? plan : { kind: "short", shortages: [] };
  });
}

/** What the order was told first. One that was given up since can have nothing any more. */
function answerOf({ orderId, state, expiresAt }: Reservation, lines: readonly Line[]): ReserveStockResult {
  if ((state === "RESERVED" || state === "COMMITTED") && expiresAt) return { kind: "reserved", orderId, expiresAt };
  const shortages = sumBySku(lines).map(({ sku, quantity }) => ({ sku, requested: quantity, available: 0 }));
  return { kind: "short", shortages };
}
