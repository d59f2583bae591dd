import { randomUUID } from "node:crypto";
import { memoryCache } from "@angidi/datastores";
import { loadOperations } from "@angidi/service-client";
import type { Subgraph } from "@angidi/subgraph";
import { requestOf, type TestCaller } from "@angidi/testing";
import type { ExecutionResult } from "graphql";
import { pino } from "pino";
import { readConfig } from "../src/config.ts";
import type { Ports } from "../src/ports.ts";
import { createCatalog, openPorts } from "../src/subgraph.ts";
import { onEachEngine, postgresEngine } from "./engines.ts";
import { type InventoryStandIn, startInventory } from "./inventory.ts";

const operations = {
  ...loadOperations(new URL("./operations.graphql", import.meta.url)),
  ...loadOperations(new URL("./media/operations.graphql", import.meta.url)),
};

/** What a field of the answer looks like; a test reads what it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's form is what these tests are about
export type Answer = any;

export const anybody: TestCaller = {};
export const customer: TestCaller = { userId: randomUUID() };
export const staff: TestCaller = { userId: randomUUID(), roles: ["CONTENT_MANAGER"] };
export const carts: TestCaller = { service: "carts" };
export const search: TestCaller = { service: "search" };

/** A catalog subgraph with stores of its own. Its workers do not run. */
export interface World {
  readonly subgraph: Subgraph;
  /** For what no client can reach. */
  readonly ports: Ports;
  readonly inventory: InventoryStandIn;
  /** What another replica works with, which remembers for itself. */
  anotherReplica(): Promise<{ readonly ports: Ports; close(): Promise<void> }>;
  readonly environment: Readonly<Record<string, string>>;
  execute(operation: string, variables?: Record<string, unknown>, as?: TestCaller): Promise<ExecutionResult>;
  /** The operation's one field; throws when there are errors. */
  ask(operation: string, variables?: Record<string, unknown>, as?: TestCaller): Promise<Answer>;
  /** The same for a mutation's input, by staff unless said. */
  mutate(operation: string, input: object, as?: TestCaller): Promise<Answer>;
  /** The codes of the errors that an operation is refused with. */
  refusals(operation: string, variables?: Record<string, unknown>, as?: TestCaller): Promise<unknown[]>;
  /** A new product by staff; throws unless it is saved. */
  product(changes?: object): Promise<Answer>;
  /** What was published of a product or category, in order. */
  eventsOf(subject: string): Promise<Answer[]>;
  /** How many events were published of all. */
  publishedEvents(): Promise<number>;
  /** Takes everything out again: cheaper than another world for every test of a file. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** Runs a suite over a catalogue on each engine that it can be kept on. */
export function inEachWorld(title: string, suite: (start: () => Promise<World>) => void): void {
  onEachEngine(title, (openEngine) => suite(() => startWorld({}, openEngine)));
}

export async function startWorld(changes: Record<string, string> = {}, openEngine = postgresEngine): Promise<World> {
  const engine = await openEngine();
  const { environment } = engine;
  const signingKey = environment.SERVICE_SIGNING_KEY!;
  const inventory = startInventory(signingKey);
  const config = readConfig({ ...environment, ...changes });
  const surroundings = { services: inventory.services, log: pino({ level: "silent" }) };
  // Shared, as replicas share theirs: what one of the two changes, the other shows.
  const cache = await memoryCache();
  const subgraph = await createCatalog(config, surroundings, { cache });
  const opened = await openPorts(config, surroundings, { cache });

  const execute: World["execute"] = (operation, variables = {}, as = anybody) =>
    subgraph.transport.execute(requestOf(operations[operation]!, variables, as, signingKey));
  const ask: World["ask"] = async (operation, ...rest) => {
    const { data, errors } = await execute(operation, ...rest);
    if (errors) throw new Error(`${operation}: ${errors.map((error) => error.message).join("; ")}`);
    return Object.values(data!)[0];
  };
  const mutate: World["mutate"] = (operation, input, as = staff) => ask(operation, { input }, as);

  return {
    subgraph,
    ports: opened.ports,
    inventory,
    async anotherReplica() {
      const its = await memoryCache();
      const { ports, close } = await openPorts(config, surroundings, { cache: its });
      return { ports, close: () => close().finally(() => its.close()) };
    },
    environment: { ...environment, ...changes },
    execute,
    ask,
    mutate,
    async refusals(operation, variables, as) {
      const { errors = [] } = await execute(operation, variables, as);
      return errors.map(({ extensions }) => extensions.code);
    },
    async product(input = {}) {
      const answer = await mutate("CreateProduct", { ...newProduct(), ...input });
      if (answer.__typename !== "ProductSaved") throw new Error(`${answer.__typename}: ${answer.message}`);
      return answer.product;
    },
    eventsOf: engine.published.of,
    publishedEvents: engine.published.count,
    async empty() {
      await engine.empty();
      await cache.delete(["categories"]);
      inventory.onHand.clear();
    },
    async close() {
      await opened.close();
      await subgraph.stop();
      await cache.close();
      await engine.drop();
    },
  };
}

/** The least that a new product needs, with a SKU that nobody has. */
export function newProduct() {
  return { title: "Kiln Mug", variants: [{ sku: newSku(), price: usd(1_900) }] };
}

export function newSku(): string {
  return `SKU-${randomUUID()}`;
}

export function usd(amount: number) {
  return { amount, currency: "USD" };
}

/** A variant of one size, with a SKU that nobody has. */
export function sized(value: string, changes: object = {}) {
  return { sku: newSku(), options: [{ name: "Size", value }], price: usd(2_400), ...changes };
}
