import { type AllocatableLevel, allocate } from "./allocate.ts";
import { type Line, type Portion, type Shortage, sumBySku } from "./draw.ts";
import { backorderableOf } from "./policy.ts";
import {
  type Backorder,
  type BackorderMovement,
  held,
  type LineMovement,
  type ReservationLine,
  unmoved,
} from "./reservation.ts";
import { asIfServed, type SkuStock } from "./stock.ts";

export type Rearrangement =
  | {
      readonly kind: "rearranged";
      readonly added: readonly (Portion & { readonly orderId: string })[];
      readonly moved: readonly LineMovement[];
      readonly backorders: readonly BackorderMovement[];
    }
  | { readonly kind: "short"; readonly shortages: Shortage[] }
  /** Of these more was shipped than the order is to have. */
  | { readonly kind: "shipped-already"; readonly skus: readonly string[] };

/**
 * What has to move for an order to have other lines: they are allocated as a whole anew, as if what the order holds and
 * waits for now were free for it alone, and the difference is what moves. So an order that keeps its lines keeps what it
 * has, whatever its SKUs are sold by meanwhile. `wanted` counts what was shipped already.
 */
export function rearrange(
  orderId: string,
  stock: readonly SkuStock<AllocatableLevel>[],
  own: { readonly lines: readonly ReservationLine[]; readonly backorders: readonly Backorder[] },
  wanted: readonly Line[],
  destinationCountry: string,
): Rearrangement {
  const shipped = (sku: string) =>
    own.lines.filter((line) => line.sku === sku).reduce((sum, { fulfilled }) => sum + fulfilled, 0);
  const heldAt = (sku: string, warehouseId: string) => {
    const line = own.lines.find((each) => each.sku === sku && each.warehouseId === warehouseId);
    return line ? held(line) : 0;
  };
  const waitingFor = (sku: string) => own.backorders.find((each) => each.sku === sku)?.waiting ?? 0;

  const whole = new Map(sumBySku(wanted).map(({ sku, quantity }) => [sku, quantity]));
  const skus = [...new Set([...whole.keys(), ...stock.map(({ sku }) => sku)])];
  const toHold = skus.map((sku) => ({ sku, quantity: (whole.get(sku) ?? 0) - shipped(sku) }));
  const tooMany = toHold.filter(({ quantity }) => quantity < 0).map(({ sku }) => sku);
  if (tooMany.length > 0) return { kind: "shipped-already", skus: tooMany };

  // What lies free for others in line is theirs; what the order itself holds is not given to them.
  const others = stock.map((each) => asIfServed({ ...each, backordered: each.backordered - waitingFor(each.sku) }));
  const levels = others.flatMap((each) =>
    each.levels.map((level) => ({ ...level, reserved: level.reserved - heldAt(level.sku, level.warehouseId) })),
  );
  const beyond = backorderableOf(others);
  const plan = allocate(
    toHold.filter(({ quantity }) => quantity > 0),
    levels,
    destinationCountry,
    (sku) => atLeast(beyond(sku), waitingFor(sku)),
  );
  if (plan.kind === "short") return plan;

  const planned = (sku: string, warehouseId: string) =>
    plan.portions.find((portion) => portion.sku === sku && portion.warehouseId === warehouseId)?.quantity ?? 0;
  const differences = levels.map(({ sku, warehouseId }) => ({
    ...{ orderId, sku, warehouseId },
    quantity: planned(sku, warehouseId) - heldAt(sku, warehouseId),
  }));
  const waits = skus.map((sku) => ({
    ...{ orderId, sku },
    quantity: (plan.waiting.find((line) => line.sku === sku)?.quantity ?? 0) - waitingFor(sku),
  }));
  return {
    kind: "rearranged",
    added: differences.filter(({ quantity }) => quantity > 0),
    moved: differences
      .filter(({ quantity }) => quantity < 0)
      .map((portion) => ({ ...unmoved(portion), released: -portion.quantity })),
    backorders: waits
      .filter(({ quantity }) => quantity !== 0)
      .map(({ sku, quantity }) => backorderMovement(orderId, sku, quantity)),
  };
}

/** More pieces that begin to wait, or, below zero, pieces that are not waited for any more. */
function backorderMovement(orderId: string, sku: string, quantity: number): BackorderMovement {
  return { orderId, sku, added: Math.max(0, quantity), allocated: 0, released: Math.max(0, -quantity) };
}

/** Null: any number. */
function atLeast(limit: number | null, least: number): number | null {
  return limit === null ? null : Math.max(limit, least);
}
