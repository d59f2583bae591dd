import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type {
  CommitReservationMutation,
  CommitReservationMutationVariables,
  FulfilStockMutation,
  FulfilStockMutationVariables,
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

/** What orders asks of inventory. Throws ServiceUnavailable and ServiceRefused. */
export interface Inventory {
  reserve(
    request: { orderId: string; lines: readonly SkuQuantity[]; countryCode: string; expiresAt: Date },
    call: Call,
  ): Promise<Reserved>;
  /** Whether the reservation is committed; false when it has expired. */
  commit(orderId: string, call: Call): Promise<boolean>;
  release(orderId: string, call: Call): Promise<void>;
  fulfil(request: { orderId: string; fulfilmentId: string; lines: readonly SkuQuantity[] }, call: Call): Promise<void>;
  /** Takes pieces back: those never shipped out of the reservation, shipped ones onto the shelf. */
  restock(
    request: { restockId: string; orderId: string; lines: readonly (SkuQuantity & { readonly shipped: boolean })[] },
    call: Call,
  ): Promise<void>;
}

const operations = loadOperations(new URL("./inventory.graphql", import.meta.url));
const reserveStock = operation<ReserveStockMutation, ReserveStockMutationVariables>(operations, "ReserveStock");
const commitReservation = operation<CommitReservationMutation, CommitReservationMutationVariables>(
  operations,
  "CommitReservation",
);
const releaseReservation = operation<ReleaseReservationMutation, ReleaseReservationMutationVariables>(
  operations,
  "ReleaseReservation",
);
const fulfilStock = operation<FulfilStockMutation, FulfilStockMutationVariables>(operations, "FulfilStock");
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

    async commit(orderId, call) {
      const { commitReservation: answer } = await client.call(commitReservation, { orderId }, repeatable(call));
      return answer.__typename === "ReservationCommitted";
    },

    async release(orderId, call) {
      await client.call(releaseReservation, { orderId }, repeatable(call));
    },

    async fulfil({ orderId, fulfilmentId, lines }, call) {
      await client.call(fulfilStock, { input: { orderId, fulfilmentId, lines: bySku(lines) } }, repeatable(call));
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
