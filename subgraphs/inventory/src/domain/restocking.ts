import { draw, type Line, type Portion, type Shortage } from "./draw.ts";
import { heldPlaces, type LineMovement, type ReservationLine, shippedPlaces } from "./reservation.ts";

/** Units that an order gives back. */
export interface RestockLine extends Line {
  /** Whether they were shipped and came back, or never left. */
  readonly shipped: boolean;
}

export type Restocking =
  | { readonly kind: "restocked"; readonly movements: readonly LineMovement[] }
  | { readonly kind: "short"; readonly shortages: readonly Shortage[] };

/** Where units that an order gives back go: shipped ones to where they came from, others out of the reservation. */
export function restocking(
  orderId: string,
  lines: readonly ReservationLine[],
  given: readonly RestockLine[],
): Restocking {
  const returned = draw(
    given.filter(({ shipped }) => shipped),
    shippedPlaces(lines),
  );
  const released = draw(
    given.filter(({ shipped }) => !shipped),
    heldPlaces(lines),
  );
  if (returned.kind === "short") return returned;
  if (released.kind === "short") return released;

  const movements = new Map<string, LineMovement>();
  const add = ({ sku, warehouseId, quantity }: Portion, what: "released" | "returned") => {
    const key = JSON.stringify([sku, warehouseId]);
    const before = movements.get(key) ?? { orderId, sku, warehouseId, fulfilled: 0, released: 0, returned: 0 };
    movements.set(key, { ...before, [what]: before[what] + quantity });
  };
  for (const portion of returned.portions) add(portion, "returned");
  for (const portion of released.portions) add(portion, "released");
  return { kind: "restocked", movements: [...movements.values()] };
}
