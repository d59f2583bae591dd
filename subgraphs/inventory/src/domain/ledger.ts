import type { Portion } from "./draw.ts";
import type { LineMovement } from "./reservation.ts";
import type { SkuStock } from "./stock.ts";

/** Why stock changed. */
export type EntryKind =
  /** What there was when the ledger was begun. */
  | "OPENING"
  /** Staff said how many there are. */
  | "COUNT"
  /** A file said so. */
  | "IMPORT"
  /** Goods came in. */
  | "RECEIPT"
  | "ADJUSTMENT"
  | "TRANSFER_OUT"
  | "TRANSFER_IN"
  | "RESERVATION"
  | "RELEASE"
  | "FULFILMENT"
  | "RETURN";

/** A change of one level, which becomes a row of the ledger; in units to add. */
export interface StockEntry {
  readonly sku: string;
  readonly warehouseId: string;
  readonly kind: EntryKind;
  readonly onHand: number;
  readonly reserved: number;
  /** Whose pieces they are. */
  readonly orderId?: string;
  /** Whether the level is counted from now on; it stays as it is unless said. */
  readonly hasLimit?: boolean;
}

/** Who changed stock, why, and for what; of all entries that are written together. */
export interface Occasion {
  /** The id of a fulfilment, a restock, a change, a transfer. */
  readonly reference?: string;
  readonly reason?: string;
  readonly note?: string | null;
  /** Who of the staff. */
  readonly actor?: string;
}

/** Stock that orders get. */
export function reservationEntries(portions: readonly (Portion & { readonly orderId: string })[]): StockEntry[] {
  return portions.map(({ sku, warehouseId, quantity, orderId }) => ({
    ...{ sku, warehouseId, orderId, kind: "RESERVATION" as const },
    onHand: 0,
    reserved: quantity,
  }));
}

/** What movements of reservation lines do to the stock below them: a fulfilment lowers both on hand and reserved. */
export function movementEntries(stock: readonly SkuStock[], movements: readonly LineMovement[]): StockEntry[] {
  const counted = new Set(stock.flatMap(({ levels }) => levels.filter((level) => level.onHand !== null).map(placeOf)));
  return movements.flatMap((movement) => {
    const { sku, warehouseId, orderId, fulfilled, released, returned } = movement;
    // Of what has no limit nothing on hand is counted, so nothing of it changes.
    const onHand = (units: number) => (counted.has(placeOf(movement)) ? units : 0);
    const entry = { sku, warehouseId, orderId };
    return [
      ...(fulfilled > 0
        ? [{ ...entry, kind: "FULFILMENT" as const, onHand: onHand(-fulfilled), reserved: -fulfilled }]
        : []),
      ...(released > 0 ? [{ ...entry, kind: "RELEASE" as const, onHand: 0, reserved: -released }] : []),
      ...(returned > 0 ? [{ ...entry, kind: "RETURN" as const, onHand: onHand(returned), reserved: 0 }] : []),
    ];
  });
}

function placeOf({ sku, warehouseId }: { readonly sku: string; readonly warehouseId: string }): string {
  return JSON.stringify([sku, warehouseId]);
}
