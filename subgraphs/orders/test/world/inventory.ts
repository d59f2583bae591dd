import { type Neighbour, neighbour } from "./neighbour.ts";

const sdl = `
type Query {
  heldStock(orderId: ID!): [HeldStock!]! @internal(services: ["orders"]) @inaccessible
}
type HeldStock { sku: String! warehouseId: ID! quantity: Int! }
type Mutation {
  reserveStock(input: ReserveStockInput!): ReserveStockResult! @internal(services: ["orders"]) @inaccessible
  commitReservation(orderId: ID!): CommitReservationResult! @internal(services: ["orders"]) @inaccessible
  releaseReservation(orderId: ID!): ReservationReleased! @internal(services: ["orders"]) @inaccessible
  changeReservation(input: ChangeReservationInput!): ReserveStockResult! @internal(services: ["orders"]) @inaccessible
  fulfilStock(input: FulfilStockInput!): FulfilStockResult! @internal(services: ["orders"]) @inaccessible
  restock(input: RestockInput!): StockRestocked! @internal(services: ["orders"]) @inaccessible
}
input ReserveStockInput { orderId: ID! lines: [StockLineInput!]! countryCode: String! expiresAt: DateTime! }
input StockLineInput { sku: String! quantity: Int! }
union ReserveStockResult = StockReserved | StockShort
type StockReserved { orderId: ID! }
type StockShort { shortages: [SkuShortage!]! }
type SkuShortage { sku: String! requested: Int! available: Int! }
union CommitReservationResult = ReservationCommitted | ReservationExpired
type ReservationCommitted { orderId: ID! }
type ReservationExpired { orderId: ID! }
type ReservationReleased { orderId: ID! }
input ChangeReservationInput { orderId: ID! changeId: ID! lines: [StockLineInput!]! countryCode: String! }
input FulfilStockInput { orderId: ID! fulfilmentId: ID! lines: [StockLineInput!]! warehouseId: ID }
union FulfilStockResult = StockFulfilled | StockNotHere
type StockNotHere { shortages: [SkuShortage!]! }
type StockFulfilled { orderId: ID! }
input RestockInput { restockId: ID! orderId: ID! lines: [RestockLineInput!]! }
input RestockLineInput { sku: String! quantity: Int! shipped: Boolean! }
type StockRestocked { orderId: ID! }
`;

interface Line {
  readonly sku: string;
  readonly quantity: number;
}

interface Reservation {
  state: "RESERVED" | "COMMITTED" | "RELEASED";
  readonly held: Map<string, number>;
  readonly expiresAt: number;
}

export interface FakeInventory extends Neighbour {
  /** All of it in one warehouse. */
  setStock(sku: string, onHand: number, warehouseId?: string): void;
  /** Of a SKU: what lies in the warehouse, and what of that is held for orders. */
  stockOf(sku: string): { onHand: number; reserved: number };
  /** Lets an order's reservation expire. */
  expire(orderId: string): void;
}

export function fakeInventory(signingKey: string): FakeInventory {
  const onHand = new Map<string, number>();
  const reservations = new Map<string, Reservation>();
  const done = new Set<string>();
  const expired = new Set<string>();
  const warehouseOf = new Map<string, string>();
  const refused = new Set<string>();
  /** By order and SKU. */
  const shipped = new Map<string, number>();

  const reservedOf = (sku: string) =>
    [...reservations.values()].reduce((total, { held }) => total + (held.get(sku) ?? 0), 0);
  const held = (orderId: string, sku: string) => reservations.get(orderId)?.held.get(sku) ?? 0;

  function reserve({ orderId, lines, expiresAt }: { orderId: string; lines: Line[]; expiresAt: string }) {
    const known = reservations.get(orderId);
    if (known && known.state !== "RELEASED") return { __typename: "StockReserved", orderId };
    const shortages = lines
      .map(({ sku, quantity }) => ({
        sku,
        requested: quantity,
        available: known ? 0 : (onHand.get(sku) ?? 0) - reservedOf(sku),
      }))
      .filter(({ requested, available }) => requested > available);
    if (shortages.length > 0) return { __typename: "StockShort", shortages };
    reservations.set(orderId, {
      state: "RESERVED",
      held: new Map(lines.map(({ sku, quantity }) => [sku, quantity])),
      expiresAt: Date.parse(expiresAt),
    });
    return { __typename: "StockReserved", orderId };
  }

  function commit(orderId: string) {
    const reservation = reservations.get(orderId);
    if (reservation?.state === "COMMITTED") return { __typename: "ReservationCommitted", orderId };
    if (reservation?.state !== "RESERVED" || expired.has(orderId) || reservation.expiresAt < Date.now()) {
      release(orderId);
      return { __typename: "ReservationExpired", orderId };
    }
    reservation.state = "COMMITTED";
    return { __typename: "ReservationCommitted", orderId };
  }

  function release(orderId: string) {
    const expiresAt = reservations.get(orderId)?.expiresAt ?? 0;
    reservations.set(orderId, { state: "RELEASED", held: new Map(), expiresAt });
    return { orderId };
  }

  /** What an order never had cannot leave it: a real inventory refuses, which is a fault of the caller. */
  function take(orderId: string, { sku, quantity }: Line) {
    if (held(orderId, sku) < quantity) throw new Error(`${orderId} does not hold ${quantity} of ${sku}`);
    reservations.get(orderId)!.held.set(sku, held(orderId, sku) - quantity);
  }

  /** `lines` are the new whole: what was shipped counts, but is held no more. */
  function change({ orderId, changeId, lines }: { orderId: string; changeId: string; lines: Line[] }) {
    const reservation = reservations.get(orderId);
    if (done.has(changeId)) return { __typename: "StockReserved", orderId };
    const toHold = lines.map(({ sku, quantity }) => ({
      ...{ sku, quantity },
      held: quantity - (shipped.get(`${orderId} ${sku}`) ?? 0),
      available: reservation?.state === "COMMITTED" ? (onHand.get(sku) ?? 0) - reservedOf(sku) + held(orderId, sku) : 0,
    }));
    const shortages = toHold
      .filter((line) => line.held > line.available)
      .map(({ sku, quantity, available }) => ({ sku, requested: quantity, available }));
    if (!reservation || shortages.length > 0) return { __typename: "StockShort", shortages };
    reservations.set(orderId, { ...reservation, held: new Map(toHold.map((line) => [line.sku, line.held])) });
    done.add(changeId);
    return { __typename: "StockReserved", orderId };
  }

  const once = (id: string, act: () => void) => {
    if (done.has(id)) return;
    act();
    done.add(id);
  };

  /** What an order is to get lies in another warehouse. For good, as a real inventory has it. */
  function notThere({
    fulfilmentId,
    lines,
    warehouseId,
  }: {
    fulfilmentId: string;
    lines: Line[];
    warehouseId: string;
  }) {
    const elsewhere = lines.filter(({ sku }) => warehouseId && warehouseOf.get(sku) !== warehouseId);
    if (done.has(fulfilmentId) || (elsewhere.length === 0 && !refused.has(fulfilmentId))) return null;
    refused.add(fulfilmentId);
    const shortages = elsewhere.map(({ sku, quantity }) => ({ sku, requested: quantity, available: 0 }));
    return { __typename: "StockNotHere", shortages };
  }

  const resolvers = {
    Query: {
      heldStock: (_: unknown, { orderId }: { orderId: string }) =>
        [...(reservations.get(orderId)?.held ?? [])].map(([sku, quantity]) => ({
          ...{ sku, quantity },
          warehouseId: warehouseOf.get(sku),
        })),
    },
    Mutation: {
      reserveStock: (_: unknown, { input }: { input: Parameters<typeof reserve>[0] }) => reserve(input),
      changeReservation: (_: unknown, { input }: { input: Parameters<typeof change>[0] }) => change(input),
      commitReservation: (_: unknown, { orderId }: { orderId: string }) => commit(orderId),
      releaseReservation: (_: unknown, { orderId }: { orderId: string }) => release(orderId),
      fulfilStock(
        _: unknown,
        { input }: { input: { orderId: string; fulfilmentId: string; lines: Line[]; warehouseId: string } },
      ) {
        const refusal = notThere(input);
        if (refusal) return refusal;
        once(input.fulfilmentId, () => {
          for (const line of input.lines) {
            take(input.orderId, line);
            onHand.set(line.sku, (onHand.get(line.sku) ?? 0) - line.quantity);
            const key = `${input.orderId} ${line.sku}`;
            shipped.set(key, (shipped.get(key) ?? 0) + line.quantity);
          }
        });
        return { __typename: "StockFulfilled", orderId: input.orderId };
      },
      restock(
        _: unknown,
        { input }: { input: { restockId: string; orderId: string; lines: (Line & { shipped: boolean })[] } },
      ) {
        once(input.restockId, () => {
          for (const line of input.lines) {
            if (line.shipped) onHand.set(line.sku, (onHand.get(line.sku) ?? 0) + line.quantity);
            else take(input.orderId, line);
          }
        });
        return { orderId: input.orderId };
      },
    },
  };

  return {
    ...neighbour("inventory", sdl, resolvers, signingKey),
    setStock(sku, quantity, warehouseId = "main") {
      onHand.set(sku, quantity);
      warehouseOf.set(sku, warehouseId);
    },
    stockOf: (sku) => ({ onHand: onHand.get(sku) ?? 0, reserved: reservedOf(sku) }),
    expire: (orderId) => void expired.add(orderId),
  };
}
