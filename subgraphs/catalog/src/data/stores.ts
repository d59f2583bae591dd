import type { Worker } from "@angidi/datastores";
import type { EventLog } from "@angidi/events";
import type { CategoryRepository } from "./categoryRepository.ts";
import type { ImportedStock } from "./importedStock.ts";
import type { MarketRepository } from "./marketRepository.ts";
import type { MediaRepository } from "./mediaRepository.ts";
import type { PartyRepository } from "./partyRepository.ts";
import type { ProductRepository } from "./productRepository.ts";

/** Everything that the catalogue keeps, on one engine. */
export interface Stores {
  readonly products: ProductRepository;
  readonly categories: CategoryRepository;
  readonly brands: PartyRepository;
  readonly sellers: PartyRepository;
  readonly markets: MarketRepository;
  readonly media: MediaRepository;
  readonly importedStock: ImportedStock;
}

/** The stores of one engine, and what goes with it. */
export interface OpenStores {
  readonly stores: Stores;
  /** Moves the events of what was changed into the log. */
  relayTo(log: EventLog): Worker;
  close(): Promise<void>;
}
