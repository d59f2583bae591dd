import type { Identity } from "@angidi/subgraph";
import DataLoader from "dataloader";
import type { CartMarket } from "./domain/cart.ts";
import type { Catalog, MarketQuote, QuotedVariant } from "./services/catalog.ts";

/** What one request knows of the catalogue: each variant asked for once in a market, all at a time by one call. */
export interface QuotedVariants {
  /** The variants in the order of the ids, null for one that is not there. */
  variants(ids: readonly string[], market: string | null): Promise<readonly (QuotedVariant | null)[]>;
  /** What the catalogue says of a market, by the call that asked for variants there if there was one; null: no such market. */
  market(code: string): Promise<CartMarket | null>;
}

/** The same at the prices of some customer groups. */
export function quotedVariants(catalog: Catalog, groups: readonly string[], identity: Identity): QuotedVariants {
  const loaders = new Map<string | null, DataLoader<string, QuotedVariant | null>>();
  const quotes = new Map<string | null, Promise<MarketQuote>>();

  function quote(ids: readonly string[], market: string | null): Promise<MarketQuote> {
    const asked = catalog.variantsForQuote(ids, { market, groups }, identity);
    quotes.set(market, asked);
    return asked;
  }

  function loaderOf(market: string | null): DataLoader<string, QuotedVariant | null> {
    const known = loaders.get(market);
    if (known) return known;
    const loader = new DataLoader(async (ids: readonly string[]) => (await quote(ids, market)).variants);
    loaders.set(market, loader);
    return loader;
  }

  return {
    variants: (ids, market) => Promise.all(ids.map((id) => loaderOf(market).load(id))),
    market: async (code) => (await (quotes.get(code) ?? quote([], code))).market,
  };
}
