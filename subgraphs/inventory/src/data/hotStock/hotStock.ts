import type { Line, Shortage } from "../../domain/draw.ts";
import type { StockCount } from "../stockReader.ts";

/** Whether an order's attempt to reserve is worth making. */
export type Admission =
  /** What it wants is held for it, until it is settled or some seconds have passed. */
  | { readonly kind: "admitted" }
  /** So much is not free now. */
  | { readonly kind: "refused"; readonly shortages: readonly Shortage[] }
  /** Nothing is known of these SKUs: they have to be filled in. */
  | { readonly kind: "unknown"; readonly skus: readonly string[] }
  /** The counters cannot be reached. */
  | { readonly kind: "away" };

/**
 * Counters of the few SKUs that many want at once, in front of the database and shared by all processes. What they say is
 * never the truth, which the database alone decides: they save it the attempts that are in vain.
 */
export interface HotStock {
  /** Whether this process knows the SKU as hot. */
  isHot(sku: string): boolean;
  /** Makes SKUs hot for the next minute, with what can be sold of them. */
  heat(counts: readonly StockCount[]): Promise<void>;
  /** Holds all that an order wants of hot SKUs, or nothing. An order that is under way already is admitted again. */
  admit(orderId: string, lines: readonly Line[]): Promise<Admission>;
  /** Lets go of what is held for an order. */
  settle(orderId: string, skus: readonly string[]): Promise<void>;
  /** Takes over counts that are not older than what is known; with what is held for the order that changed them let go. */
  update(counts: readonly StockCount[], orderId?: string): Promise<void>;
  /** Learns which SKUs are hot anywhere. Gives them when it is this process's turn to compare them with the truth. */
  survey(): Promise<readonly string[]>;
  close(): Promise<void>;
}
