import { randomUUID } from "node:crypto";
import { defineSubgraph, type Subgraph, type SubgraphTransport } from "@angidi/subgraph";

/** What the neighbours know of a variant; tests change it at will. */
export interface Offer {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  price: { amount: number; currency: string };
  compareAtPrice: { amount: number; currency: string } | null;
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
  id: ID! sku: String! title: String! price: Money! compareAtPrice: Money purchasable: Boolean! @inaccessible product: Product!
}
type Product { id: ID! title: String! brandId: ID @inaccessible categoryPath: [ID!]! @inaccessible }
type Query { variantsForQuote(ids: [ID!]!): [Variant]! @internal(services: ["carts"]) @inaccessible }`;

const inventorySdl = `
type SkuStock { sku: String! available: Int }
type Query { stockForSkus(skus: [String!]!): [SkuStock!]! @internal(services: ["carts", "orders"]) @inaccessible }`;

/** A catalogue and an inventory that answer the internal fields of the real ones, and can be taken down. */
export interface Neighbours {
  readonly services: (name: string) => SubgraphTransport;
  /** Offers a new variant. */
  offer(
    changes?: Partial<Pick<Offer, "price" | "compareAtPrice" | "purchasable" | "available" | "title">> & {
      readonly categoryPath?: readonly string[];
      readonly brandId?: string;
    },
  ): Offer;
  withdraw(offer: Offer): void;
  /** Calls so far, by service. */
  readonly calls: { catalog: number; inventory: number };
  /** Services that do not answer. */
  readonly down: Set<string>;
}

export function startNeighbours(signingKey: string): Neighbours {
  const offers = new Map<string, Offer>();
  const calls = { catalog: 0, inventory: 0 };
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
        },
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
  };

  return {
    calls,
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
