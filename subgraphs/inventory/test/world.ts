import { randomUUID } from "node:crypto";
import type { Database } from "@angidi/datastores";
import { eventLogMigrations } from "@angidi/events";
import { loadOperations } from "@angidi/service-client";
import type { Subgraph } from "@angidi/subgraph";
import { requestOf, type TestCaller, testDatabase } from "@angidi/testing";
import type { ExecutionResult } from "graphql";
import { pino } from "pino";
import { audit } from "../src/audit.ts";
import { type Config, readConfig } from "../src/config.ts";
import { openStore } from "../src/data/store.ts";
import type { Ports } from "../src/ports.ts";
import { createInventory, migrations, name } from "../src/subgraph.ts";
import { reserveStock } from "../src/usecases/reserveStock.ts";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));

/** What a field of the answer looks like; a test reads what it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's form is what these tests are about
export type Answer = any;

export const orders: TestCaller = { service: "orders" };
export const staff: TestCaller = { userId: randomUUID(), roles: ["ORDER_PROCESSOR"] };

/** An inventory subgraph with a database of its own. Its workers do not run unless a test starts it. */
export interface World {
  readonly subgraph: Subgraph;
  readonly database: Database;
  readonly config: Config;
  /** For use cases that no client can reach. */
  readonly ports: Ports;
  execute(operation: string, variables?: Record<string, unknown>, as?: TestCaller): Promise<ExecutionResult>;
  /** The operation's one field; throws when there are errors. */
  ask(operation: string, variables?: Record<string, unknown>, as?: TestCaller): Promise<Answer>;
  /** The same for a mutation's input, by orders unless said. */
  mutate(operation: string, input: object, as?: TestCaller): Promise<Answer>;
  /** The codes of the errors that an operation is refused with. */
  refusals(operation: string, variables?: Record<string, unknown>, as?: TestCaller): Promise<unknown[]>;
  /** A new SKU with so many units in the main warehouse; null: without limit. */
  stocked(onHand: number | null): Promise<string>;
  /** A new warehouse; gives its id. */
  warehouse(code: string, countryCode?: string): Promise<string>;
  /** Says how many units of a SKU a warehouse has. */
  put(sku: string, warehouseId: string, onHand: number | null): Promise<void>;
  /** A SKU's stock in the main warehouse. */
  stockOf(sku: string): Promise<{ onHand: number | null; reserved: number; available: number | null }>;
  /** Reserves for an order, a new one unless said; not yet to expire. */
  reserve(
    lines: readonly { sku: string; quantity: number }[],
    order?: { orderId?: string; expiresAt?: Date },
  ): Promise<Answer>;
  close(): Promise<void>;
}

export async function startWorld(changes: Record<string, string> = {}): Promise<World> {
  const { database, environment, drop } = await testDatabase(
    { name, migrations },
    { name: "events", migrations: [eventLogMigrations] },
  );
  const log = pino({ level: "silent" });
  const config = readConfig({ ...environment, ...changes });
  const subgraph = await createInventory(config, { log });
  const store = openStore(database);
  const { lowStockThreshold } = config;

  const execute: World["execute"] = (operation, variables = {}, as = orders) =>
    subgraph.transport.execute(requestOf(operations[operation]!, variables, as, environment.SERVICE_SIGNING_KEY!));
  const ask: World["ask"] = async (operation, ...rest) => {
    const { data, errors } = await execute(operation, ...rest);
    if (errors) throw new Error(`${operation}: ${errors.map((error) => error.message).join("; ")}`);
    return Object.values(data!)[0];
  };
  const mutate: World["mutate"] = (operation, input, as) => ask(operation, { input }, as);

  return {
    subgraph,
    database,
    config,
    ports: {
      store,
      reserve: (request) => reserveStock({ store, lowStockThreshold }, request),
      lowStockThreshold,
      log,
    },
    execute,
    ask,
    mutate,
    async refusals(operation, variables, as) {
      const { errors = [] } = await execute(operation, variables, as);
      return errors.map(({ extensions }) => extensions.code);
    },
    async stocked(onHand) {
      const sku = `SKU-${randomUUID()}`;
      await mutate("ImportStock", { levels: [{ sku, onHand }] }, { service: "catalog" });
      return sku;
    },
    async warehouse(code, countryCode = "US") {
      return (await mutate("CreateWarehouse", { code, name: code, countryCode }, staff)).warehouse.id;
    },
    async put(sku, warehouseId, onHand) {
      await mutate("SetStock", { idempotencyKey: randomUUID(), sku, warehouseId, onHand }, staff);
    },
    async stockOf(sku) {
      const { onHand, reserved, available } = await ask("StockItem", { sku }, staff);
      return { onHand, reserved, available };
    },
    reserve: (lines, { orderId = newOrderId(), expiresAt = inAnHour() } = {}) =>
      mutate("ReserveStock", { orderId, lines, countryCode: "US", expiresAt: expiresAt.toISOString() }),
    async close() {
      await subgraph.stop();
      await drop();
    },
  };
}

export function newOrderId(): string {
  return `order-${randomUUID()}`;
}

export function inAnHour(): Date {
  return new Date(Date.now() + 60 * 60_000);
}

export function past(): Date {
  return new Date(Date.now() - 1_000);
}

/** Throws when the books do not agree. */
export async function checkStock(database: Database): Promise<void> {
  const found = await audit(database);
  if (found.length > 0) throw new Error(`The books do not agree: ${JSON.stringify(found, null, 2)}`);
}

/** What was published of a SKU, in order. */
export async function eventsOf(database: Database, sku: string): Promise<Answer[]> {
  return database.query(
    "test.eventsOf",
    `SELECT type, subject_version AS "subjectVersion", data FROM outbox WHERE subject = $1 ORDER BY position`,
    [sku],
  );
}
