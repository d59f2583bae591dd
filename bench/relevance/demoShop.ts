import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { catalog } from "@angidi/catalog";
import { openEventLog } from "@angidi/events";
import { inventory } from "@angidi/inventory";
import { search } from "@angidi/search";
import {
  anonymous,
  type Caller,
  type Environment,
  IDENTITY_HEADER,
  type Subgraph,
  type SubgraphModule,
  signIdentity,
} from "@angidi/subgraph";
import { pino } from "pino";
import { depth, type JudgedSynonym } from "./judgements.ts";

/** What the shop is made of; each needs its schema, and the log of events one more. */
export const modules: readonly SubgraphModule[] = [catalog, inventory, search];

/** The demo store as shoppers search it: nothing was sold, nobody has reviewed anything. */
export interface DemoShop {
  /** Slugs of the first hits. */
  find(query: string): Promise<string[]>;
  close(): Promise<void>;
}

const patience = 60_000;
const staff: Caller = { kind: "user", userId: randomUUID(), roles: ["CONTENT_MANAGER"] };
const demo: Caller = { kind: "service", service: "demo", onBehalfOf: anonymous };

/**
 * Fills the catalogue with the demo store, and waits until search has heard of all of it, as it does on the platform: by
 * events. The environment names the databases, migrated beforehand, and the engine of search.
 */
export async function openDemoShop(environment: Environment, synonyms: readonly JudgedSynonym[]): Promise<DemoShop> {
  const signingKey = environment.SERVICE_SIGNING_KEY!;
  const subgraphs = new Map<string, Subgraph>();
  const services = (name: string) => subgraphs.get(name)!.transport;
  const log = pino({ level: "warn" });
  for (const { name, create } of modules) subgraphs.set(name, await create(environment, { services, log }));
  const ask = async (to: string, caller: Caller, query: string, variables: object = {}) => {
    const headers = { [IDENTITY_HEADER]: signIdentity({ caller, requestId: randomUUID() }, signingKey) };
    const request = { query, variables: { ...variables }, headers, signal: AbortSignal.timeout(patience) };
    const { data, errors } = await services(to).execute(request);
    if (errors) throw new Error(`${to}: ${errors.map(({ message }) => message).join("; ")}`);
    // biome-ignore lint/suspicious/noExplicitAny: each query below says what it gives
    return data as any;
  };
  const close = async () => {
    for (const subgraph of [...subgraphs.values()].reverse()) await subgraph.stop();
  };

  try {
    for (const subgraph of subgraphs.values()) await subgraph.start();
    await ask("catalog", demo, "mutation { seedDemoStore(input: { warehouseIds: [] }) { sku } }");
    const slugs = await readSlugs((query, variables) => ask("catalog", anonymous, query, variables));
    await allHeard(environment, async () => {
      const { searchProducts } = await ask("search", anonymous, '{ searchProducts(query: "") { totalCount } }');
      return searchProducts.totalCount === slugs.size;
    });
    for (const input of synonyms) {
      const save = `mutation ($input: SaveSearchSynonymInput!) { saveSearchSynonym(input: $input) { __typename } }`;
      await ask("search", staff, save, { input });
    }
    return {
      async find(query) {
        const text = `query ($query: String!) { searchProducts(query: $query, first: ${depth}) { edges { node { id } } } }`;
        const { searchProducts } = await ask("search", anonymous, text, { query });
        return searchProducts.edges.map(({ node }: { node: { id: string } }) => slugs.get(node.id)!);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The slug of each product, by its id. */
async function readSlugs(
  // biome-ignore lint/suspicious/noExplicitAny: the query below says what it gives
  ask: (query: string, variables: object) => Promise<any>,
): Promise<ReadonlyMap<string, string>> {
  const slugs = new Map<string, string>();
  const text = `query ($after: String) {
    products(first: 100, after: $after) { edges { node { id slug } } pageInfo { hasNextPage endCursor } }
  }`;
  for (let after: string | null = null; ; ) {
    const { products } = await ask(text, { after });
    for (const { node } of products.edges) slugs.set(node.id, node.slug);
    if (!products.pageInfo.hasNextPage) return slugs;
    after = products.pageInfo.endCursor;
  }
}

/** Until no event waits for search, twice in a row, since what is in an outbox is not in the log yet. */
async function allHeard(environment: Environment, areThere: () => Promise<boolean>): Promise<void> {
  const eventLog = openEventLog({ databaseUrl: environment.EVENTS_DATABASE_URL!, kafka: null });
  try {
    const deadline = Date.now() + patience;
    for (let quiet = 0; quiet < 2; ) {
      if (Date.now() > deadline) throw new Error("The demo store did not reach the index in time");
      await pause(300);
      const groups = (await eventLog.groups()).filter(({ group }) => group.startsWith("search."));
      const isQuiet = groups.length > 0 && groups.every(({ lag }) => lag === 0) && (await areThere());
      quiet = isQuiet ? quiet + 1 : 0;
    }
  } finally {
    await eventLog.close();
  }
}
