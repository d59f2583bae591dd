import type { Market } from "../domain/market.ts";

export type SaveMarketOutcome =
  | { readonly kind: "saved" }
  | { readonly kind: "code-taken" }
  /** The market is not at the version that the change replaces. */
  | { readonly kind: "version-conflict" };

/** Where markets and their price lists are kept, each market a document: a handful, which is read as a whole. */
export interface MarketRepository {
  /** By code. */
  all(): Promise<readonly Market[]>;
  /** Stores a market whole; `replaces` is the version that it replaces, null for a new one. */
  save(market: Market, replaces: number | null): Promise<SaveMarketOutcome>;
}
