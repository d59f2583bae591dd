/**
 * The subgraphs of `subscribers.ts`, in a process of their own: one tells prices, the other completes them. A mutation
 * tells the next price to all who listen.
 */
import { EventEmitter, on } from "node:events";
import { composeSupergraph } from "@angidi/gateway";
import { createLogger, defineSubgraph, listen, type SubgraphParts } from "@angidi/subgraph";
import { subscribersSigningKey } from "./subscribersKey.ts";

const changes = new EventEmitter().setMaxListeners(0);
let asked = 0;
let opened = 0;

async function* prices() {
  opened += 1;
  for await (const [amount] of on(changes, "price"))
    yield { price: { amount, product: { id: "1" } }, own: { amount, product: { id: "1" } } };
}

const parts = (name: string, sdl: string, rest: Pick<SubgraphParts<object, object>, "resolvers" | "entities">) =>
  defineSubgraph({ name, schemaFolder: { sdl }, ports: {}, signingKey: subscribersSigningKey, ...rest });

const subgraphs = [
  parts(
    "prices",
    `type Query { opened: Int! }
     type Mutation { tell(amount: Int!): Boolean }
     type Subscription { price: Price! own(after: Int): Price! }
     type Price { amount: Int! product: Product! }
     type Product @key(fields: "id") { id: ID! }`,
    {
      resolvers: {
        Query: { opened: () => opened },
        Mutation: {
          tell: (_: unknown, { amount }: { amount: number }) => changes.emit("price", amount),
        },
        Subscription: { price: { subscribe: prices }, own: { subscribe: prices } },
      },
      entities: { Product: (references) => references },
    },
  ),
  parts(
    "names",
    `type Query { asked: Int! }
     type Product @key(fields: "id") { id: ID! name: String! }`,
    {
      resolvers: { Query: { asked: () => asked }, Product: { name: () => "Lamp" } },
      entities: {
        Product(references) {
          asked += 1;
          return references;
        },
      },
    },
  ),
];

const log = createLogger("subgraphs", { LOG_LEVEL: "warn" });
const composed = [];
for (const subgraph of subgraphs) {
  const { url } = await listen(subgraph, { port: 0, host: "127.0.0.1", log });
  composed.push({ name: subgraph.name, sdl: subgraph.sdl, url });
}
process.send!(composeSupergraph(composed));
