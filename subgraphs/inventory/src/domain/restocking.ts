import { draw, type Line, type Portion, type Shortage, sumBySku } from "./draw.ts";
import {
  type Backorder,
  type BackorderMovement,
  heldPlaces,
  type LineMovement,
  type ReservationLine,
  shippedPlaces,
  unmoved,
} from "./reservation.ts";

/** Units that an order gives back. */
export interface RestockLine extends Line {
  /** Whether they were shipped and came back, or never left. */
  readonly shipped: boolean;
}

export type Restocking =
  | {
      readonly kind: "restocked";
      readonly moved: readonly LineMovement[];
      readonly backorders: readonly BackorderMovement[];
    }
  | { readonly kind: "short"; readonly shortages: readonly Shortage[] };

/**
 * Where units that an order gives back go: shipped ones to where they came from; of others first those that it still waits
 * for, then those that are reserved for it.
 */
export function restocking(
  orderId: string,
  { lines, backorders }: { readonly lines: readonly ReservationLine[]; readonly backorders: readonly Backorder[] },
  given: readonly RestockLine[],
): Restocking {
  const withdrawn = sumBySku(given.filter(({ shipped }) => !shipped)).map(({ sku, quantity }) => {
    const waiting = backorders.find((each) => each.sku === sku)?.waiting ?? 0;
    const released = Math.min(quantity, waiting);
    return { sku, released, held: quantity - released };
  });
  const returned = draw(
    given.filter(({ shipped }) => shipped),
    shippedPlaces(lines),
  );
  const released = draw(
    withdrawn.filter((each) => each.held > 0).map(({ sku, held }) => ({ sku, quantity: held })),
    heldPlaces(lines),
  );
  if (returned.kind === "short") return returned;
  if (released.kind === "short") return released;

  const movements = new Map<string, LineMovement>();
  const add = ({ sku, warehouseId, quantity }: Portion, what: "released" | "returned") => {
    const key = JSON.stringify([sku, warehouseId]);
    const before = movements.get(key) ?? unmoved({ orderId, sku, warehouseId });
    movements.set(key, { ...before, [what]: before[what] + quantity });
  };
  for (const portion of returned.portions) add(portion, "returned");
  for (const portion of released.portions) add(portion, "released");
  return {
    kind: "restocked",
    moved: [...movements.values()],
    backorders: withdrawn
      .filter((each) => each.released > 0)
      .map(({ sku, released: units }) => ({ orderId, sku, added: 0, allocated: 0, released: units })),
  };
}
