import type { Money } from "@angidi/money";
import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type { Identity } from "@angidi/subgraph";
import type { CartMarket } from "../domain/cart.ts";
import type { VariantsForQuoteQuery, VariantsForQuoteQueryVariables } from "../generated/catalog.ts";

/** A variant as it is sold now. */
export interface QuotedVariant {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  /** In the market, for the customer groups that were named; null where it is not sold. */
  readonly price: Money | null;
  /** What it cost before, where it is on sale. */
  readonly compareAtPrice: Money | null;
  /** Whether it is for sale: published, and not withdrawn. */
  readonly purchasable: boolean;
  readonly product: {
    readonly id: string;
    readonly title: string;
    readonly brandId: string | null;
    /** The ids of its category and of those above that. */
    readonly categoryPath: readonly string[];
  };
}

export interface MarketQuote {
  /** In the order of the ids, null for one that is not there. */
  readonly variants: readonly (QuotedVariant | null)[];
  /** What the catalogue says of the market; null for none, or one that is not there. */
  readonly market: CartMarket | null;
}

/** Whose prices are asked for. */
export interface PricesAsked {
  /** By its code; null: the shop's own list prices. */
  readonly market: string | null;
  /** Customer groups, by code. */
  readonly groups: readonly string[];
}

/** What carts ask of the catalogue, on behalf of whoever calls. */
export interface Catalog {
  /** Variants by their ids, at the prices that members of `groups` pay. Throws ServiceUnavailable. */
  variantsForQuote(ids: readonly string[], at: PricesAsked, identity: Identity): Promise<MarketQuote>;
}

const operations = loadOperations(new URL("./catalog.graphql", import.meta.url));
const variantsForQuote = operation<VariantsForQuoteQuery, VariantsForQuoteQueryVariables>(
  operations,
  "VariantsForQuote",
);

export function catalogClient(client: ServiceClient): Catalog {
  return {
    async variantsForQuote(ids, { market: code, groups }, identity) {
      const asked = {
        ids: [...ids],
        market: code,
        customerGroups: [...groups],
        code: code ?? "",
        inMarket: code !== null,
      };
      const { variantsForQuote: variants, marketForQuote: market } = await client.call(
        variantsForQuote,
        asked,
        identity,
      );
      return {
        variants: variants.map((variant) => toVariant(variant)),
        market: market
          ? { market: market.code, currency: market.currency, pricesIncludeTax: market.pricesIncludeTax }
          : null,
      };
    },
  };
}

type Answered = VariantsForQuoteQuery["variantsForQuote"][number];

function toVariant(variant: Answered): QuotedVariant | null {
  if (!variant) return null;
  const { quotedPrice, ...rest } = variant;
  return { ...rest, price: quotedPrice?.price ?? null, compareAtPrice: quotedPrice?.compareAtPrice ?? null };
}
