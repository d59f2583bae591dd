import type { Place } from "./draw.ts";

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

/** Pieces that an order waits for. */
export interface Backorder {
  readonly orderId: string;
  readonly sku: string;
  /** Neither allocated to it yet nor let go. */
  readonly waiting: number;
}

/** Waiting pieces to move: those that begin to wait, those that got stock, those that are let go. */
export interface BackorderMovement {
  readonly orderId: string;
  readonly sku: string;
  readonly added: number;
  readonly allocated: number;
  readonly released: number;
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

/** A movement of nothing, for what is to move. */
export function unmoved({ orderId, sku, warehouseId }: Pick<LineMovement, "orderId" | "sku" | "warehouseId">) {
  return { orderId, sku, warehouseId, fulfilled: 0, released: 0, returned: 0 };
}

/** The movements that let go of everything still held, and of everything still waited for. */
export function releaseOf(
  lines: readonly ReservationLine[],
  backorders: readonly Backorder[],
): { readonly moved: LineMovement[]; readonly backorders: BackorderMovement[] } {
  return {
    moved: lines.filter((line) => held(line) > 0).map((line) => ({ ...unmoved(line), released: held(line) })),
    backorders: backorders.map(({ orderId, sku, waiting }) => ({
      orderId,
      sku,
      added: 0,
      allocated: 0,
      released: waiting,
    })),
  };
}

/** By how much the movements change the pieces that are waited for. */
export function backorderedBy(movements: readonly BackorderMovement[]): { sku: string; backordered: number }[] {
  return movements.map(({ sku, added, allocated, released }) => ({ sku, backordered: added - allocated - released }));
}
