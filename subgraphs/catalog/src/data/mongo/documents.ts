import type { DomainEvent } from "@angidi/event-contracts";
import type { Category } from "../../domain/category.ts";
import type { Market } from "../../domain/market.ts";
import type { MediaFile } from "../../domain/media/mediaFile.ts";
import type { Product } from "../../domain/product.ts";
import type { Revision } from "../../domain/revision.ts";

/** A product with its variants, and beside it what lists find and sort it by. */
export interface ProductDocument {
  readonly _id: string;
  /** As the domain knows it; nothing else of the document leaves this folder. */
  readonly product: Product;
  readonly listed: ListedProduct;
  /** Written with the change that they tell of, taken out by the relay. */
  readonly pendingEvents: readonly DomainEvent[];
}

export interface ListedProduct {
  /** In one value what the product's status, its moderation and its deletion say, since every list begins with it. */
  readonly visibleTo: "EVERYBODY" | "STAFF" | "NOBODY";
  readonly createdAt: Date;
  /** `sortKey`, which the server compares byte by byte. */
  readonly titleKey: string;
  /** Minor units. */
  readonly priceMin: number;
  readonly priceMax: number;
}

/**
 * Something that one document has and no other may, such as a slug: the value is the id, so there cannot be two, on however
 * many shards the owners lie.
 *
 * A unique index could not say so: on a sharded collection the server takes one only if it begins with the shard key, and
 * by slug, by SKU and by origin at once nothing can be sharded. A product is therefore spread by its own id, by which
 * it is mostly read, and what it claims lies in collections that are spread by the claimed values. Owner and claims are
 * written in one transaction. A look-up by slug goes to the one shard with the claim and the one with the product, and
 * does not ask all of them.
 */
export interface Claim {
  readonly _id: string;
  /** The id of the document that has it. */
  readonly owner: string;
}

/** A category with the ids of those above it, the topmost first: what is below one is found without walking down. */
export interface CategoryDocument {
  readonly _id: string;
  readonly category: Category;
  /** What siblings are sorted by. */
  readonly nameKey: string;
  readonly ancestors: readonly string[];
  /** Grows with every category that is put below this one: that must not happen unnoticed while this one moves. */
  readonly touched: number;
  readonly pendingEvents: readonly DomainEvent[];
}

/** A change of a product, kept for good. It lies beside the product, which would grow without end with it. */
export interface RevisionDocument {
  readonly _id: string;
  readonly revision: Revision;
}

export interface MarketDocument {
  readonly _id: string;
  readonly market: Market;
}

export interface MediaDocument {
  readonly _id: string;
  readonly file: MediaFile;
  /** Left out when no worker has to see to it. */
  readonly dueAt?: Date;
}

export interface PartyDocument {
  readonly _id: string;
  readonly name: string;
  readonly nameKey: string;
}

export interface ImportedStockDocument {
  /** The SKU. */
  readonly _id: string;
  readonly onHand: number | null;
}
