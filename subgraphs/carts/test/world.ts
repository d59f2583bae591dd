import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import { eventOf, orderConfirmed } from "@angidi/event-contracts";
import { type EventLog, eventLogMigrations, openEventLog } from "@angidi/events";
import { loadOperations } from "@angidi/service-client";
import type { Subgraph } from "@angidi/subgraph";
import {
  describeOn,
  requestOf,
  type TestCaller,
  type TestDatabase,
  type TestRedis,
  testDatabase,
  testRedis,
} from "@angidi/testing";
import { describe } from "@jest/globals";
import type { ExecutionResult } from "graphql";
import { pino } from "pino";
import { readConfig } from "../src/config.ts";
import { createCarts, migrations, name } from "../src/subgraph.ts";
import { type Neighbours, type Offer, startNeighbours } from "./neighbours.ts";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));

/** What a field of the answer looks like; a test reads what it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's form is what these tests are about
export type Answer = any;

export const guest: TestCaller = {};
export const staff: TestCaller = { userId: randomUUID(), roles: ["CONTENT_MANAGER"] };
export const orders: TestCaller = { service: "orders" };
export const users: TestCaller = { service: "users" };

/** A customer who has never been here. */
export function newCustomer(): { userId: string } {
  return { userId: randomUUID() };
}

/** An address at which no tax is due, unless a test says otherwise. */
export const oregon = {
  fullName: "Ann Lee",
  line1: "1 Main Street",
  city: "Portland",
  region: "OR",
  postalCode: "97201",
  countryCode: "US",
};

/** A carts subgraph with a database, a clock and neighbours of its own. */
export interface World extends Neighbours {
  readonly subgraph: Subgraph;
  readonly database: TestDatabase;
  readonly eventLog: EventLog;
  /** The world's corner of Redis, if it has one. */
  readonly redis: TestRedis | null;
  readonly clock: { now: Date };
  /** The whole result of an operation. */
  execute(operation: string, variables: object, as?: TestCaller): Promise<ExecutionResult>;
  /** The operation's one field; throws when there are errors. */
  ask(operation: string, variables: object, as?: TestCaller): Promise<Answer>;
  /** The same for an operation that takes one input. */
  send(operation: string, input: object, as?: TestCaller): Promise<Answer>;
  /** Whether events have taken effect, all of them. */
  haveActed(eventIds: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
}

/** The same tests with carts on PostgreSQL alone, and with Redis in front where there is one. */
export function describeOnEachEngine(title: string, body: (start: () => Promise<World>) => void): void {
  describe(`${title}, on PostgreSQL`, () => body(() => startWorld()));
  describeOn("REDIS_URL", `${title}, on Redis`, (url) => body(() => startWorld({ redisUrl: url })));
}

/** Redis may be seen by another URL than where the world's corner is looked after, such as a proxy's. */
export async function startWorld({
  redisUrl,
  seenAs = redisUrl,
}: {
  redisUrl?: string;
  seenAs?: string;
} = {}): Promise<World> {
  const redis = redisUrl ? testRedis(redisUrl) : null;
  const database = await testDatabase({ name, migrations }, { name: "events", migrations: [eventLogMigrations] });
  const key = database.environment.SERVICE_SIGNING_KEY!;
  const neighbours = startNeighbours(key);
  const clock = { now: new Date() };
  const config = readConfig({
    ...database.environment,
    EVENTS_DATABASE_URL: database.urls.events,
    ...(redis && { REDIS_URL: seenAs, REDIS_KEY_PREFIX: redis.keyPrefix }),
  });
  const log = pino({ level: process.env.TEST_LOG_LEVEL ?? "silent" });
  const subgraph = await createCarts(config, { services: neighbours.services, log }, () => clock.now);
  const eventLog = openEventLog(config.events);

  const execute: World["execute"] = (operation, variables, as = guest) =>
    subgraph.transport.execute(requestOf(operations[operation]!, { ...variables }, as, key));
  const ask: World["ask"] = async (operation, variables, as) => {
    const { data, errors } = await execute(operation, variables, as);
    if (errors) throw new Error(`${operation}: ${errors.map((error) => error.message).join("; ")}`);
    return Object.values(data!)[0];
  };
  return {
    ...neighbours,
    subgraph,
    database,
    eventLog,
    async haveActed(eventIds) {
      const [row] = await database.database.query<{ count: number }>(
        "test.acted",
        "SELECT count(*) AS count FROM consumed_events WHERE event_id = ANY ($1)",
        [eventIds],
      );
      return row!.count === new Set(eventIds).size;
    },
    redis,
    clock,
    execute,
    ask,
    send: (operation, input, as) => ask(operation, { input }, as),
    async close() {
      await subgraph.stop();
      await eventLog.close();
      await redis?.drop();
      await database.drop();
    },
  };
}

/** A cart with some of each offer, as it was answered; a guest's unless `as` is a customer. */
export async function cartWith(world: World, quantities: readonly [Offer, number][], as: TestCaller = guest) {
  const lines = quantities.map(([{ id }, quantity]) => ({ variantId: id, quantity }));
  const { cart } = await world.send("AddCartLines", { lines }, as);
  return cart as Answer;
}

/** The cart as its id shows it now. */
export function cartNow(world: World, id: string, as: TestCaller = guest): Promise<Answer> {
  return world.ask("Cart", { id }, as);
}

/** A new promotion with a code that no other test uses. */
export async function promotion(world: World, terms: object) {
  const code = `CODE-${randomUUID().slice(0, 8)}`;
  const saved = await world.send("CreatePromotion", { code, ...terms }, staff);
  if (saved.__typename !== "PromotionSaved") throw new Error(JSON.stringify(saved));
  return saved.promotion as { readonly id: string; readonly code: string };
}

export async function usageCount(world: World, id: string): Promise<number> {
  const { edges } = await world.ask("Promotions", { first: 100 }, staff);
  return edges.find(({ node }: Answer) => node.id === id).node.usageCount;
}

/** What orders would be told of the terms of an order of the cart. */
export function placementQuote(world: World, cartId: string, as: TestCaller = guest, changes: object = {}) {
  const input = { cartId, shippingAddress: oregon, shippingMethodId: "standard", ...changes };
  return world.send("PlacementQuote", input, { ...as, ...orders });
}

/** The event that orders publishes when an order on these terms is confirmed. */
export function confirmationOf(terms: Answer, orderId: string = randomUUID()) {
  return eventOf(orderConfirmed, {
    source: "orders",
    subject: orderId,
    subjectVersion: 2,
    data: {
      orderId,
      number: `A-${newId().slice(-8)}`,
      buyerId: terms.buyerId,
      customerId: null,
      email: null,
      cartId: terms.cartId,
      checkout: terms.checkout,
      status: "CONFIRMED",
      reason: null,
      currency: terms.currency,
      total: terms.total,
      lines: terms.lines.map(({ cartLineId, variantId, productId, sku, title, quantity, unitPrice }: Answer) => ({
        lineId: newId(),
        cartLineId,
        variantId,
        productId,
        sku,
        title,
        quantity,
        unitPrice,
      })),
    },
  });
}
