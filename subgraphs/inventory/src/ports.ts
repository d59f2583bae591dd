import type { Logger } from "pino";
import type { Store } from "./data/store.ts";
import type { ReserveStock, ReserveStockResult } from "./usecases/reserveStock.ts";

/** How stock is reserved: by the use case, perhaps with something before it that knows when it would be in vain. */
export type Reserve = (request: ReserveStock) => Promise<ReserveStockResult>;

/** All that the use cases stand on; each names the few that it uses. */
export interface Ports {
  readonly store: Store;
  readonly reserve: Reserve;
  /** When no more than this can be sold of a SKU, inventory.low tells of it. */
  readonly lowStockThreshold: number;
  readonly log: Logger;
}
