import { defineSubgraph, type SubgraphTransport } from "@angidi/subgraph";

const sdl = `
type Query { nothing: Boolean }
input ImportStockInput @inaccessible { warehouseId: ID levels: [ImportStockLevelInput!]! }
input ImportStockLevelInput @inaccessible { sku: String! onHand: Int }
type StockImported @inaccessible { changed: Int! }
type Mutation {
  importStock(input: ImportStockInput!): StockImported! @internal(services: ["catalog", "demo"]) @inaccessible
}`;

interface Level {
  readonly sku: string;
  readonly onHand: number | null;
}

/** An inventory that answers the internal field that the catalogue calls. */
export interface InventoryStandIn {
  readonly services: (name: string) => SubgraphTransport;
  /** What is on hand by SKU; null: without limit. Tests sell by changing it. */
  readonly onHand: Map<string, number | null>;
  /** Likewise in whatever other warehouse. */
  readonly elsewhere: Map<string, number | null>;
  /** Calls so far. */
  calls: number;
  isDown: boolean;
}

export function startInventory(signingKey: string): InventoryStandIn {
  const onHand = new Map<string, number | null>();
  const elsewhere = new Map<string, number | null>();
  const { transport } = defineSubgraph({
    name: "inventory",
    schemaFolder: { sdl },
    resolvers: {
      Mutation: {
        importStock: (_parent: unknown, { input }: { input: { warehouseId?: string; levels: Level[] } }) => {
          const set = input.warehouseId ? elsewhere : onHand;
          for (const level of input.levels) set.set(level.sku, level.onHand ?? null);
          return { changed: input.levels.length };
        },
      },
    },
    ports: {},
    signingKey,
  });
  const standIn: InventoryStandIn = {
    services: () => ({
      execute: async (request) => {
        standIn.calls++;
        if (standIn.isDown) throw new Error("The inventory is down");
        return transport.execute(request);
      },
      subscribe: transport.subscribe,
    }),
    onHand,
    elsewhere,
    calls: 0,
    isDown: false,
  };
  return standIn;
}
