import { randomUUID } from "node:crypto";
import { newId, openDatabase, type Worker } from "@angidi/datastores";
import { type DomainEvent, eventOf, inventoryUpdated } from "@angidi/event-contracts";
import { consume, consumerMigrations, eventLogMigrations, openEventLog, postgresEffects } from "@angidi/events";
import { loadOperations } from "@angidi/service-client";
import { requestOf, type TestCaller, testDatabase } from "@angidi/testing";
import type { ExecutionResult } from "graphql";
import { pino } from "pino";
import { readConfig } from "../src/config.ts";
import { createAdmin } from "../src/subgraph.ts";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));

/** What a field of the answer looks like; a test reads what it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's form is what these tests are about
export type Answer = any;

export const admin: TestCaller = { userId: randomUUID(), roles: ["ADMIN"] };

/** The admin subgraph beside an event log and a subgraph that consumes from it. */
export async function startWorld(environment: Readonly<Record<string, string>> = {}) {
  const database = await testDatabase(
    { name: "carts", migrations: [consumerMigrations] },
    { name: "events", migrations: [eventLogMigrations] },
  );
  const key = database.environment.SERVICE_SIGNING_KEY!;
  const consumer = openDatabase({ url: database.url, schema: "carts" });
  const config = readConfig({ ...database.environment, ...environment });
  const log = openEventLog(config.events);
  const subgraph = createAdmin(config, {
    log: pino({ level: process.env.TEST_LOG_LEVEL ?? "silent" }),
  });
  const workers: Worker[] = [];

  const execute = (operation: string, variables: object, as: TestCaller = admin): Promise<ExecutionResult> =>
    subgraph.transport.execute(requestOf(operations[operation]!, { ...variables }, as, key));
  return {
    log,
    execute,
    /** The operation's one field; throws when there are errors. */
    async ask(operation: string, variables: object = {}, as?: TestCaller): Promise<Answer> {
      const { data, errors } = await execute(operation, variables, as);
      if (errors) throw new Error(`${operation}: ${errors.map((error) => error.message).join("; ")}`);
      return Object.values(data!)[0];
    },
    /** Starts a consumer; `check` throws for what it cannot handle. */
    async consumer(group: string, check: (event: DomainEvent) => void = () => {}): Promise<void> {
      const worker = consume({
        log,
        group,
        topics: [inventoryUpdated.type],
        effects: postgresEffects(consumer),
        versioned: true,
        attempts: 1,
        handle: async (_transaction, event) => check(event),
      });
      workers.push(worker);
      await worker.start();
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await subgraph.stop();
      await log.close();
      await consumer.close();
      await database.drop();
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

export function stockEvent(sku: string, subjectVersion = 1): DomainEvent {
  return eventOf(inventoryUpdated, {
    source: "inventory",
    subject: sku,
    subjectVersion,
    data: { sku, onHand: 1, reserved: 0, available: 1 },
  });
}

/** Parks an event as a consumer would. */
export async function park(world: World, { sku = newId(), group = "carts.stock" } = {}): Promise<DomainEvent> {
  const event = stockEvent(sku);
  await world.log.deadLetters.park({ group, event, reason: "Error: no", attempts: 4 });
  return event;
}
