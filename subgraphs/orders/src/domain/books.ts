import type { LineBalance } from "./lineBalance.ts";

/** Where the pieces of an order are, by its parcels and refunds, and how much of its money is spoken for. */
export interface Books {
  readonly balances: readonly LineBalance[];
  /** How many parcels there are, and how many of them have arrived. */
  readonly parcels: number;
  readonly arrived: number;
  /** In minor units: given back, or about to be. */
  readonly refunded: number;
  /** How many refunds are under way. */
  readonly pendingRefunds: number;
}
