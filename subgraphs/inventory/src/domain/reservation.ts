import type { Place } from "./draw.ts";
import type { Movement } from "./stock.ts";

export type ReservationState = "RESERVED" | "COMMITTED" | "RELEASED" | "EXPIRED";

/** An order's claim on stock. */
export interface Reservation {
  readonly orderId: string;
  readonly state: ReservationState;
  /** Null for an order that was given up before it reserved. */
  readonly expiresAt: Date | null;
}

/** What an order has reserved of one level, and what became of it. */
export interface ReservationLine {
  readonly orderId: string;
  readonly sku: string;
  readonly warehouseId: string;
  readonly quantity: number;
  readonly fulfilled: number;
  readonly released: number;
  /** Of the fulfilled ones. */
  readonly returned: number;
}

/** Units of a reservation line to move, each kind of move being a count to add. */
export interface LineMovement {
  readonly orderId: string;
  readonly sku: string;
  readonly warehouseId: string;
  readonly fulfilled: number;
  readonly released: number;
  readonly returned: number;
}

/** Still reserved: neither shipped nor let go. */
export function held(line: ReservationLine): number {
  return line.quantity - line.fulfilled - line.released;
}

/** Where an order's reserved units can be taken from. */
export function heldPlaces(lines: readonly ReservationLine[]): Place[] {
  return lines.map((line) => ({ sku: line.sku, warehouseId: line.warehouseId, units: held(line) }));
}

/** Where an order's shipped units came from, and so go back to. */
export function shippedPlaces(lines: readonly ReservationLine[]): Place[] {
  return lines.map((line) => ({
    sku: line.sku,
    warehouseId: line.warehouseId,
    units: line.fulfilled - line.returned,
  }));
}

/** The movements that let go of everything still held. */
export function releaseOf(lines: readonly ReservationLine[]): LineMovement[] {
  return lines
    .filter((line) => held(line) > 0)
    .map((line) => ({
      orderId: line.orderId,
      sku: line.sku,
      warehouseId: line.warehouseId,
      fulfilled: 0,
      released: held(line),
      returned: 0,
    }));
}

/** What a reservation line's movement does to the stock below it: fulfilment lowers both on hand and reserved. */
export function stockMovement({ sku, warehouseId, fulfilled, released, returned }: LineMovement): Movement {
  return { sku, warehouseId, onHand: returned - fulfilled, reserved: -fulfilled - released };
}
