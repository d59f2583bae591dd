import { randomUUID } from "node:crypto";
import { defineSubgraph, type Subgraph, type SubgraphTransport } from "@angidi/subgraph";

interface Price {
  readonly amount: number;
  readonly currency: string;
}

/** What the neighbours know of a variant; tests change it at will. */
export interface Offer {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  price: Price;
  compareAtPrice: Price | null;
  /** By market, and in it for everybody ("") or a customer group; tests change them at will. */
  readonly marketPrices: Record<string, Record<string, Price>>;
  purchasable: boolean;
  readonly product: {
    readonly id: string;
    readonly title: string;
    readonly brandId: string | null;
    readonly categoryPath: readonly string[];
  };
  /** Null: without limit. */
  available: number | null;
}

const catalogSdl = `
type Variant {
  id: ID!
  sku: String!
  title: String!
  quotedPrice(market: String, customerGroups: [String!]! = []): MarketPrice @inaccessible
  purchasable: Boolean! @inaccessible
  product: Product!
}
type MarketPrice { price: Money! compareAtPrice: Money }
type Market { code: String! currency: String! pricesIncludeTax: Boolean! }
type Product { id: ID! title: String! brandId: ID @inaccessible categoryPath: [ID!]! @inaccessible }
type Query {
  variantsForQuote(ids: [ID!]!): [Variant]! @internal(services: ["carts"]) @inaccessible
  marketForQuote(code: String!): Market @internal(services: ["carts"]) @inaccessible
}`;

/** The markets that there are. */
export const markets = [
  { code: "eurozone", currency: "EUR", pricesIncludeTax: true },
  { code: "japan", currency: "JPY", pricesIncludeTax: true },
  { code: "kuwait", currency: "KWD", pricesIncludeTax: false },
];

const inventorySdl = `
type SkuStock { sku: String! available: Int }
type Query { stockForSkus(skus: [String!]!): [SkuStock!]! @internal(services: ["carts", "orders"]) @inaccessible }`;

const ordersSdl = `
type CheckoutStanding { isHeld: Boolean! orders: Int! }
type Query {
  checkoutStanding(buyerId: ID!, cartId: ID!, checkout: Int!): CheckoutStanding! @internal(services: ["carts"]) @inaccessible
}`;

/** Neighbours that answer the internal fields of the real ones, and can be taken down. */
export interface Neighbours {
  readonly services: (name: string) => SubgraphTransport;
  /** Offers a new variant. */
  offer(
    changes?: Partial<
      Pick<Offer, "price" | "compareAtPrice" | "marketPrices" | "purchasable" | "available" | "title">
    > & { readonly categoryPath?: readonly string[]; readonly brandId?: string },
  ): Offer;
  withdraw(offer: Offer): void;
  /** Calls so far, by service. */
  readonly calls: { catalog: number; inventory: number; orders: number };
  /** What orders there are of checkouts, by `<buyer>/<cart>/<checkout>`. */
  readonly checkouts: Map<string, { isHeld: boolean; orders: number }>;
  /** Services that do not answer. */
  readonly down: Set<string>;
}

interface QuotedPriceAsked {
  readonly market?: string | null;
  readonly customerGroups: readonly string[];
}

function quotedPrice({ price, compareAtPrice, marketPrices }: Offer, { market, customerGroups }: QuotedPriceAsked) {
  if (market == null) return { price, compareAtPrice };
  const prices = ["", ...customerGroups].flatMap((group) => marketPrices[market]?.[group] ?? []);
  const [lowest] = prices.sort((one, other) => one.amount - other.amount);
  return lowest ? { price: lowest } : null;
}

export function startNeighbours(signingKey: string): Neighbours {
  const offers = new Map<string, Offer>();
  const calls = { catalog: 0, inventory: 0, orders: 0 };
  const checkouts: Neighbours["checkouts"] = new Map();
  const down = new Set<string>();
  const subgraphs: Record<string, Subgraph> = {
    catalog: defineSubgraph({
      name: "catalog",
      schemaFolder: { sdl: catalogSdl },
      resolvers: {
        Query: {
          variantsForQuote: (_parent: unknown, { ids }: { ids: string[] }) => {
            calls.catalog += 1;
            return ids.map((id) => offers.get(id.toLowerCase()) ?? null);
          },
          marketForQuote: (_parent: unknown, { code }: { code: string }) =>
            markets.find((market) => market.code === code) ?? null,
        },
        Variant: { quotedPrice: (offer: Offer, asked: QuotedPriceAsked) => quotedPrice(offer, asked) },
      },
      ports: {},
      signingKey,
    }),
    inventory: defineSubgraph({
      name: "inventory",
      schemaFolder: { sdl: inventorySdl },
      resolvers: {
        Query: {
          stockForSkus: (_parent: unknown, { skus }: { skus: string[] }) => {
            calls.inventory += 1;
            return [...offers.values()].filter(({ sku }) => skus.includes(sku));
          },
        },
      },
      ports: {},
      signingKey,
    }),
    orders: defineSubgraph({
      name: "orders",
      schemaFolder: { sdl: ordersSdl },
      resolvers: {
        Query: {
          checkoutStanding: (_parent: unknown, asked: { buyerId: string; cartId: string; checkout: number }) => {
            calls.orders += 1;
            const standing = checkouts.get(`${asked.buyerId}/${asked.cartId}/${asked.checkout}`);
            return standing ?? { isHeld: false, orders: 0 };
          },
        },
      },
      ports: {},
      signingKey,
    }),
  };

  return {
    calls,
    checkouts,
    down,
    services: (name) => {
      if (down.has(name)) throw new Error(`${name} does not answer`);
      return subgraphs[name]!.transport;
    },
    offer({ categoryPath = [], brandId, ...changes } = {}) {
      const id = randomUUID();
      const offer: Offer = {
        id,
        sku: `SKU-${id.slice(0, 8)}`,
        title: "Red / M",
        price: { amount: 1_000, currency: "USD" },
        compareAtPrice: null,
        marketPrices: {},
        purchasable: true,
        product: { id: randomUUID(), title: "Shirt", brandId: brandId ?? null, categoryPath },
        available: null,
        ...changes,
      };
      offers.set(id, offer);
      return offer;
    },
    withdraw: ({ id }) => void offers.delete(id),
  };
}
