import { randomUUID } from "node:crypto";
import type { DomainEvent } from "@angidi/event-contracts";
import { eventLogMigrations, openEventLog } from "@angidi/events";
import { loadOperations } from "@angidi/service-client";
import type { RouteResponse, Subgraph } from "@angidi/subgraph";
import { eventually, requestOf, type TestCaller, testDatabase } from "@angidi/testing";
import type { ExecutionResult } from "graphql";
import { pino } from "pino";
import { readConfig } from "../src/config.ts";
import { createNotifications, type Stage } from "../src/subgraph.ts";
import { userEvent } from "./happenings.ts";
import { type OpenStoreUnderTest, openPostgres, type StoreUnderTest } from "./storesUnderTest.ts";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));

/** What a field of the answer looks like; a test reads what it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's form is what these tests are about
export type Answer = any;

export const guest: TestCaller = {};
export const staff: TestCaller = { userId: randomUUID(), roles: ["ADMIN"] };
export const support: TestCaller = { userId: randomUUID(), roles: ["ORDER_PROCESSOR"] };
export const editor: TestCaller = { userId: randomUUID(), roles: ["CONTENT_MANAGER"] };

/** Somebody who has never been here. */
export function newCustomer(): { userId: string } {
  return { userId: randomUUID() };
}

/** A notifications subgraph with a database, an event log and a clock of its own, its workers running. */
export interface World {
  readonly subgraph: Subgraph;
  readonly store: StoreUnderTest;
  readonly clock: { now: Date };
  /** Everything that was logged, as JSON lines. */
  readonly logged: string[];
  execute(operation: string, variables: object, as?: TestCaller): Promise<ExecutionResult>;
  /** The operation's one field; throws when there are errors. */
  ask(operation: string, variables?: object, as?: TestCaller): Promise<Answer>;
  /** The same for an operation that takes one input. */
  send(operation: string, input: object, as?: TestCaller): Promise<Answer>;
  /** Puts events into the log, at the clock's time unless they say another, and waits until all have acted. */
  publish(...events: DomainEvent[]): Promise<void>;
  /** Has the consumer get an event again that it had, and waits until it has acted. */
  repeat(event: DomainEvent): Promise<void>;
  /** What the log has of a type about a subject. */
  told(type: string, subject: string): Promise<readonly DomainEvent[]>;
  /** Waits until nothing that is due is left unsent. */
  settled(): Promise<void>;
  /** Moves the clock, and waits until what became due by that is sent. */
  moveTo(instant: Date): Promise<void>;
  /** The messages of an order as staff see them, by channel. */
  messagesOf(orderId: string): Promise<Record<string, Answer>>;
  visit(method: "GET" | "POST", url: string): Promise<RouteResponse>;
  close(): Promise<void>;
}

interface Circumstances {
  /** The engine of the subgraph's stores, PostgreSQL by default; its environment may say where the log is. */
  readonly open?: OpenStoreUnderTest;
  readonly environment?: Record<string, string>;
  readonly stage?: Stage;
}

export async function startWorld({ open = openPostgres, environment, stage }: Circumstances = {}): Promise<World> {
  const events = await testDatabase({ name: "events", migrations: [eventLogMigrations] });
  const store = await open();
  const key = events.environment.SERVICE_SIGNING_KEY!;
  const clock = { now: new Date("2026-03-10T12:00:00Z") };
  const logged: string[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(line) });
  const config = readConfig({
    ...store.environment,
    EVENTS_DATABASE_URL: events.url,
    SERVICE_SIGNING_KEY: key,
    ...environment,
  });
  const subgraph = await createNotifications(config, { log }, { now: () => clock.now, ...stage });
  const eventLog = openEventLog(config.events);
  await subgraph.start();

  const execute: World["execute"] = (operation, variables, as = guest) =>
    subgraph.transport.execute(requestOf(operations[operation]!, { ...variables }, as, key));
  const ask: World["ask"] = async (operation, variables = {}, as = guest) => {
    const { data, errors } = await execute(operation, variables, as);
    if (errors) throw new Error(`${operation}: ${errors.map((error) => error.message).join("; ")}`);
    return Object.values(data!)[0];
  };
  const settled = async () => {
    await eventually(async () => (await store.countDue(clock.now)) === 0);
  };
  const publish: World["publish"] = async (...events) => {
    const timed = events.map((event) => ({ ...event, time: event.time || clock.now.toISOString() }));
    await eventLog.append(timed);
    const ids = [...new Set(events.map(({ id }) => id))];
    await eventually(async () => (await store.countConsumed(ids)) === ids.length);
  };

  return {
    subgraph,
    store,
    clock,
    logged,
    execute,
    ask,
    send: (operation, input, as) => ask(operation, { input }, as),
    publish,
    async repeat(event) {
      // The log on PostgreSQL knows the event by its id and does not take it twice; Kafka does not read it twice.
      if (!config.events.kafka) {
        await events.database.query("test.rewind", "UPDATE consumer_groups SET position = 0");
      }
      await publish(event, userEvent(randomUUID()));
    },
    async told(type, subject) {
      const found: DomainEvent[] = [];
      await eventLog.replay({
        topics: [type],
        batchSize: 500,
        async handle(replayed) {
          found.push(...replayed.filter((event) => event.subject === subject));
        },
      });
      return found;
    },
    settled,
    async moveTo(instant) {
      clock.now = instant;
      // Somebody else's welcome: writing it wakes the sender.
      await publish(userEvent(randomUUID()));
      await settled();
    },
    async messagesOf(orderId) {
      const { edges } = await ask("AllNotifications", { orderId, first: 100 }, staff);
      return Object.fromEntries(edges.map(({ node }: Answer) => [node.channel, node]));
    },
    async visit(method, url) {
      const { pathname, searchParams } = new URL(url, "http://shop.test");
      for (const route of subgraph.routes.filter((route) => route.method === method)) {
        const pattern = new RegExp(`^${route.path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
        const params = pattern.exec(pathname);
        if (!params) continue;
        const request = { query: Object.fromEntries(searchParams), headers: {}, body: Buffer.alloc(0) };
        return route.handle({ ...request, params: { ...params.groups } });
      }
      return { status: 404, body: "" };
    },
    async close() {
      await subgraph.stop();
      await eventLog.close();
      await store.close();
      await events.drop();
    },
  };
}
