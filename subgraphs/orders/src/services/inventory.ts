import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type {
  ChangeReservationMutation,
  ChangeReservationMutationVariables,
  CommitReservationMutation,
  CommitReservationMutationVariables,
  FulfilStockMutation,
  FulfilStockMutationVariables,
  HeldStockQuery,
  HeldStockQueryVariables,
  ReleaseReservationMutation,
  ReleaseReservationMutationVariables,
  ReserveStockMutation,
  ReserveStockMutationVariables,
  RestockMutation,
  RestockMutationVariables,
} from "../generated/inventory.ts";
import { type Call, repeatable } from "./call.ts";

/** Some pieces of a SKU. */
export interface SkuQuantity {
  readonly sku: string;
  readonly quantity: number;
}

export interface SkuShortage {
  readonly sku: string;
  readonly requested: number;
  readonly available: number;
}

export type Reserved =
  | { readonly kind: "reserved" }
  | { readonly kind: "short"; readonly shortages: readonly SkuShortage[] };

export type StockFulfilled =
  | { readonly kind: "fulfilled" }
  /** The order is promised them, but they are in another warehouse or have not come in yet. */
  | { readonly kind: "not-here"; readonly shortages: readonly SkuShortage[] };

/** What orders asks of inventory. Throws ServiceUnavailable and ServiceRefused. */
export interface Inventory {
  reserve(
    request: { orderId: string; lines: readonly SkuQuantity[]; countryCode: string; expiresAt: Date },
    call: Call,
  ): Promise<Reserved>;
  /** Gives a committed reservation other lines, all of them or none, once by the change's id. `lines` are the new whole. */
  changeReservation(
    request: { orderId: string; changeId: string; lines: readonly SkuQuantity[]; countryCode: string },
    call: Call,
  ): Promise<Reserved>;
  /** Whether the reservation is committed; false when it has expired. */
  commit(orderId: string, call: Call): Promise<boolean>;
  release(orderId: string, call: Call): Promise<void>;
  /** What of an order lies in a warehouse to be sent, by SKU. */
  heldAt(orderId: string, warehouseId: string, call: Call): Promise<ReadonlyMap<string, number>>;
  /** Takes a parcel's pieces out of stock: out of the warehouse that is named, or wherever they are reserved. */
  fulfil(
    request: { orderId: string; fulfilmentId: string; lines: readonly SkuQuantity[]; warehouseId: string | null },
    call: Call,
  ): Promise<StockFulfilled>;
  /** Takes pieces back: those never shipped out of the reservation, shipped ones onto the shelf. */
  restock(
    request: { restockId: string; orderId: string; lines: readonly (SkuQuantity & { readonly shipped: boolean })[] },
    call: Call,
  ): Promise<void>;
}

const operations = loadOperations(new URL("./inventory.graphql", import.meta.url));
const reserveStock = operation<ReserveStockMutation, ReserveStockMutationVariables>(operations, "ReserveStock");
const changeReservation = operation<ChangeReservationMutation, ChangeReservationMutationVariables>(
  operations,
  "ChangeReservation",
);
const commitReservation = operation<CommitReservationMutation, CommitReservationMutationVariables>(
  operations,
  "CommitReservation",
);
const releaseReservation = operation<ReleaseReservationMutation, ReleaseReservationMutationVariables>(
  operations,
  "ReleaseReservation",
);
const fulfilStock = operation<FulfilStockMutation, FulfilStockMutationVariables>(operations, "FulfilStock");
const heldStock = operation<HeldStockQuery, HeldStockQueryVariables>(operations, "HeldStock");
const restock = operation<RestockMutation, RestockMutationVariables>(operations, "Restock");

export function inventoryBy(client: ServiceClient): Inventory {
  return {
    async reserve({ orderId, lines, countryCode, expiresAt }, call) {
      const input = { orderId, lines: bySku(lines), countryCode, expiresAt: expiresAt.toISOString() };
      const { reserveStock: answer } = await client.call(reserveStock, { input }, repeatable(call));
      return answer.__typename === "StockReserved"
        ? { kind: "reserved" }
        : { kind: "short", shortages: answer.shortages };
    },

    async changeReservation({ orderId, changeId, lines, countryCode }, call) {
      const input = { orderId, changeId, lines: bySku(lines), countryCode };
      const { changeReservation: answer } = await client.call(changeReservation, { input }, repeatable(call));
      return answer.__typename === "StockReserved"
        ? { kind: "reserved" }
        : { kind: "short", shortages: answer.shortages };
    },

    async commit(orderId, call) {
      const { commitReservation: answer } = await client.call(commitReservation, { orderId }, repeatable(call));
      return answer.__typename === "ReservationCommitted";
    },

    async release(orderId, call) {
      await client.call(releaseReservation, { orderId }, repeatable(call));
    },

    async heldAt(orderId, warehouseId, call) {
      const { heldStock: held } = await client.call(heldStock, { orderId }, repeatable(call));
      return new Map(
        held.filter((each) => each.warehouseId === warehouseId).map(({ sku, quantity }) => [sku, quantity]),
      );
    },

    async fulfil({ orderId, fulfilmentId, lines, warehouseId }, call) {
      const input = { orderId, fulfilmentId, lines: bySku(lines), warehouseId };
      const { fulfilStock: answer } = await client.call(fulfilStock, { input }, repeatable(call));
      return answer.__typename === "StockFulfilled"
        ? { kind: "fulfilled" }
        : { kind: "not-here", shortages: answer.shortages };
    },

    async restock({ restockId, orderId, lines }, call) {
      const pieces = lines.map(({ sku, quantity, shipped }) => ({ sku, quantity, shipped }));
      const input = { restockId, orderId, lines: pieces };
      await client.call(restock, { input }, repeatable(call));
    },
  };
}

/** One entry per SKU: stock is kept by SKU, and two lines may share one. */
function bySku(lines: readonly SkuQuantity[]): { sku: string; quantity: number }[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
}
