import type { Context as SubgraphContext } from "@angidi/subgraph";
import type { Adoptions } from "./data/adoptions.ts";
import type { AutomaticPromotions } from "./data/automaticPromotions.ts";
import type { CartStore } from "./data/cartStore.ts";
import type { PromotionStore } from "./data/promotionStore.ts";
import type { RedemptionChanges, RedemptionStore } from "./data/redemptionStore.ts";
import type { Loaders } from "./loaders.ts";
import type { Catalog } from "./services/catalog.ts";
import type { Inventory } from "./services/inventory.ts";
import type { Orders } from "./services/orders.ts";

/** What this subgraph stands on. */
export interface Ports {
  readonly carts: CartStore;
  readonly promotions: PromotionStore;
  readonly automaticPromotions: AutomaticPromotions;
  readonly redemptions: RedemptionStore;
  readonly redemptionChanges: RedemptionChanges;
  readonly adoptions: Adoptions;
  readonly checkoutStanding: Orders["checkoutStanding"];
  readonly catalog: Catalog;
  readonly inventory: Inventory;
  readonly now: () => Date;
  readonly newId: () => string;
  /** 128 random bits. */
  readonly newCapability: () => string;
  /** The shop's, in ISO 4217. */
  readonly currency: string;
}

export type Context = SubgraphContext<Ports, Loaders>;
