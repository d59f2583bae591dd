/**
 * `node deploy/local/start.mjs bench/src/subgraphExecution.ts`: what a call of a subgraph costs, compiled and in process,
 * beside graphql-js behind HTTP. The subgraph reads nothing from anywhere, so this is the cost of calling alone.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import {
  anonymous,
  createLogger,
  defineSubgraph,
  IDENTITY_HEADER,
  listen,
  type Reference,
  type Subgraph,
  type SubgraphRequest,
  type SubgraphTransport,
  signIdentity,
} from "@angidi/subgraph";
import { buildSchema, type DocumentNode, execute, parse } from "graphql";
import { Pool } from "undici";

const key = "a signing key for this measurement alone";
const rounds = 5;
const secondsOfARound = 2;
/** Calls under way at once, as a gateway has them; over HTTP, connections. */
const concurrency = 10;

const types = `
  type Query { product(id: ID!): Product }
  type Product @key(fields: "id") {
    id: ID! sku: String! title: String! description: String brand: String weight: Float
    stock: Int! isNew: Boolean! updatedAt: String! price: Price! variants: [Variant!]!
  }
  type Variant { id: ID! name: String! price: Price! }
  type Price { amount: Int! currency: String! }
`;
const products = new Map(Array.from({ length: 50 }, (_, index) => [String(index), product(String(index))]));

function product(id: string) {
  const price = { amount: 12_900, currency: "USD" };
  const variants = ["small", "medium", "large"].map((name) => ({ id: `${id}-${name}`, name, price }));
  const texts = { sku: `SKU-${id}`, title: `Title of ${id}`, description: "Of oiled oak", brand: "Angidi" };
  return { id, ...texts, weight: 1.25, stock: 7, isNew: false, updatedAt: "2026-05-04T12:30:00.000Z", price, variants };
}

interface Call {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const calls: readonly Call[] = [
  {
    name: "50 entities",
    query: `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on Product {
          sku title description brand weight stock isNew updatedAt price { amount currency }
          variants { id name price { amount currency } }
        }
      }
    }`,
    variables: { representations: [...products.keys()].map((id) => ({ __typename: "Product", id })) },
  },
  {
    name: "one product",
    query: `query ($id: ID!) { product(id: $id) { id title price { amount currency } } }`,
    variables: { id: "7" },
  },
];

function compiledSubgraph(): Subgraph {
  return defineSubgraph({
    name: "catalog",
    schemaFolder: { sdl: types },
    signingKey: key,
    ports: {},
    resolvers: { Query: { product: async (_: unknown, { id }: { id: string }) => products.get(id) } },
    entities: {
      Product: async (references: readonly Reference[]) => references.map(({ id }) => products.get(`${id}`)),
    },
  });
}

/** Executed by graphql-js from documents that were parsed before: no identity, no checks, nothing but the execution. */
function plainSubgraph(): Subgraph {
  const schema = buildSchema(`
    directive @key(fields: String!) on OBJECT
    scalar _Any
    union _Entity = Product
    ${types}
    extend type Query { _entities(representations: [_Any!]!): [_Entity]! }
  `);
  const rootValue = {
    product: async ({ id }: { id: string }) => products.get(id),
    _entities: async ({ representations }: { representations: readonly Reference[] }) =>
      representations.map(({ id }) => ({ ...products.get(`${id}`), __typename: "Product" })),
  };
  const documents = new Map<string, DocumentNode>();
  const documentOf = (query: string) => {
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    return document;
  };
  const transport: SubgraphTransport = {
    execute: async ({ query, variables }) =>
      execute({ schema, document: documentOf(query), rootValue, variableValues: variables }),
    subscribe: () => Promise.reject(new Error("Nothing can be subscribed to")),
  };
  return { ...compiledSubgraph(), transport };
}

/** One way to the subgraph. `usage` is the CPU time of the processes it takes, in milliseconds. */
interface Way {
  readonly name: string;
  call(call: Call): Promise<unknown>;
  usage(): Promise<number>;
  end(): Promise<void>;
}

const requestOf = ({ query, variables }: Call): SubgraphRequest => ({
  query,
  variables,
  headers: { [IDENTITY_HEADER]: signIdentity({ caller: anonymous, requestId: "measured" }, key) },
  signal: new AbortController().signal,
});

const ownUsage = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

function inProcess(name: string, { transport }: Subgraph): Way {
  return {
    name,
    async call(call) {
      const { data } = await transport.execute(requestOf(call));
      return data;
    },
    usage: async () => ownUsage(),
    end: async () => {},
  };
}

async function overHttp(name: string, served: string): Promise<Way> {
  const server = fork(fileURLToPath(import.meta.url), [served]);
  const [url] = (await once(server, "message")) as [string];
  const pool = new Pool(new URL(url).origin, { connections: concurrency });
  return {
    name,
    async call(call) {
      const { query, variables, headers } = requestOf(call);
      const answer = await pool.request({
        method: "POST",
        path: "/graphql",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      });
      return (JSON.parse(await answer.body.text()) as { data: unknown }).data;
    },
    async usage() {
      server.send("usage");
      const [used] = (await once(server, "message")) as [number];
      return ownUsage() + used;
    },
    async end() {
      await pool.close();
      await ended(server);
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, "exit");
  child.kill();
  await exit;
}

/** The child process: serves, and says when asked what it has used. */
async function serve(subgraph: Subgraph): Promise<void> {
  const log = createLogger("bench", { LOG_LEVEL: "silent" });
  process.on("message", () => process.send?.(ownUsage()));
  const { url } = await listen(subgraph, { port: 0, host: "127.0.0.1", log });
  process.send?.(url);
}

/** CPU milliseconds for a call. */
async function measure(way: Way, call: Call): Promise<number> {
  const until = performance.now() + secondsOfARound * 1_000;
  const before = await way.usage();
  let made = 0;
  const goOn = async () => {
    for (; performance.now() < until; made++) await way.call(call);
  };
  await Promise.all(Array.from({ length: concurrency }, goOn));
  return ((await way.usage()) - before) / made;
}

async function compare(ways: readonly Way[], call: Call): Promise<void> {
  const figures = ways.map((): number[] => []);
  const wanted = JSON.stringify(await ways[0]!.call(call));
  for (const way of ways) {
    if (JSON.stringify(await way.call(call)) !== wanted) throw new Error(`${way.name} answers differently`);
    await measure(way, call);
  }
  for (let round = 0; round < rounds; round++) {
    for (const [index, way] of ways.entries()) figures[index]!.push(await measure(way, call));
  }
  const medians = figures.map((all) => all.sort((one, other) => one - other)[Math.floor(rounds / 2)]!);
  process.stdout.write(`\n${call.name}, an answer of ${wanted.length} bytes\n`);
  for (const [index, way] of ways.entries()) {
    const part = ((100 * medians[index]!) / medians[0]!).toFixed(1);
    process.stdout.write(`  ${way.name.padEnd(32)} ${medians[index]!.toFixed(3)} ms CPU ${part.padStart(6)} %\n`);
  }
}

const served = process.argv[2];
if (served) {
  await serve(served === "plain" ? plainSubgraph() : compiledSubgraph());
} else {
  const ways = [
    await overHttp("graphql-js over HTTP", "plain"),
    await overHttp("compiled over HTTP", "compiled"),
    inProcess("graphql-js in process", plainSubgraph()),
    inProcess("compiled in process", compiledSubgraph()),
  ];
  try {
    for (const call of calls) await compare(ways, call);
  } finally {
    await Promise.all(ways.map((way) => way.end()));
  }
}
