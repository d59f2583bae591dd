import type { Logger } from "pino";
import type { Store } from "./data/store.ts";

/** All that the use cases stand on; each names the few that it uses. */
export interface Ports {
  readonly store: Store;
  /** When no more than this can be sold of a SKU, inventory.low tells of it. */
  readonly lowStockThreshold: number;
  readonly log: Logger;
}
