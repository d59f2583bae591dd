import { randomUUID } from "node:crypto";
import type { Database } from "@angidi/datastores";
import { eventLogMigrations } from "@angidi/events";
import type { Role, Subgraph, SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import { eventually, requestOf, type TestDatabase, testDatabase } from "@angidi/testing";
import { pino } from "pino";
import { ordersWith, type Sagas } from "../../src/index.ts";
import { type FakeCart, type FakeCarts, fakeCarts } from "./carts.ts";
import { type FakeInventory, fakeInventory } from "./inventory.ts";
import { cancelOrderMutation, orderQuery, placeOrderMutation } from "./operations.ts";
import { type FakePayments, fakePayments, testCard } from "./payments.ts";
import { type FakeUsers, fakeUsers } from "./users.ts";

/** Who asks: a guest unless said. */
export interface Asker {
  readonly userId?: string;
  readonly roles?: readonly Role[];
  /** The customer groups that they are in. */
  readonly groups?: readonly string[];
}

export const staff: Asker = { userId: randomUUID(), roles: ["ORDER_PROCESSOR"] };

// biome-ignore lint/suspicious/noExplicitAny: what a test asked for is what it reads
export type Answer = any;

export interface World {
  readonly store: TestDatabase;
  readonly database: Database;
  readonly carts: FakeCarts;
  readonly inventory: FakeInventory;
  readonly payments: FakePayments;
  readonly users: FakeUsers;
  readonly signingKey: string;
  readonly transport: SubgraphTransport;
  /** A call of orders itself to a neighbour. */
  requestOf(query: string, variables: Record<string, unknown>): SubgraphRequest;
  /** What the only field of the operation gives; throws when there are errors. */
  ask(query: string, variables: Record<string, unknown>, asker?: Asker): Promise<Answer>;
  place(input: Record<string, unknown>, asker?: Asker): Promise<Answer>;
  order(id: string, asker?: Asker): Promise<Answer>;
  cancel(orderId: string, asker?: Asker, input?: Record<string, unknown>): Promise<Answer>;
  /** Sets the workers going: jobs, the relay, the consumer. */
  start(): Promise<void>;
  /** Makes the jobs that wait for their time due now. */
  hurry(): Promise<void>;
  /** Waits, hurrying, until an order has the status. */
  until(orderId: string, status: string): Promise<void>;
  stop(): Promise<void>;
}

/** What a guest sends to place the order of a cart. */
export function placement(cart: Pick<FakeCart, "id">, changes: Record<string, unknown> = {}) {
  return {
    idempotencyKey: randomUUID(),
    cartId: cart.id,
    email: "ada@example.com",
    shippingAddress: {
      fullName: "Ada Lovelace",
      line1: "12 St James's Square",
      city: "London",
      postalCode: "SW1Y 4JH",
      countryCode: "GB",
    },
    shippingMethodId: "standard",
    payment: { provider: "TEST", paymentMethod: testCard.good },
    ...changes,
  };
}

export const paidBy = (paymentMethod: string) => ({ payment: { provider: "TEST", paymentMethod } });

export interface WorldOptions {
  readonly environment?: Record<string, string>;
  readonly sagas?: (sagas: Sagas) => Sagas;
}

const logMigrations = { name: "events", migrations: [eventLogMigrations] };

/** The orders subgraph on a database of its own, among neighbours that keep their books in memory. */
export async function makeWorld({ environment = {}, sagas = (all) => all }: WorldOptions = {}): Promise<World> {
  const module = ordersWith(sagas);
  const store = await testDatabase(module, logMigrations);
  const signingKey = store.environment.SERVICE_SIGNING_KEY!;
  const neighbours = {
    carts: fakeCarts(signingKey),
    inventory: fakeInventory(signingKey),
    payments: fakePayments(signingKey),
    users: fakeUsers(signingKey),
  };
  const subgraph: Subgraph = await module.create(
    { ...store.environment, ...environment },
    {
      services: (name) => neighbours[name as keyof typeof neighbours].transport,
      log: pino({ level: process.env.LOG_LEVEL ?? "silent" }),
    },
  );

  async function ask(query: string, variables: Record<string, unknown>, asker: Asker = {}): Promise<Answer> {
    const result = await subgraph.transport.execute(requestOf(query, variables, asker, signingKey));
    if (result.errors) throw new Error(JSON.stringify(result.errors));
    return Object.values(result.data ?? {})[0];
  }
  const hurry = async () => {
    await store.database.query(
      "test.hurry",
      "UPDATE orders_jobs.job SET start_after = now() WHERE state IN ('created', 'retry') AND start_after > now()",
    );
  };

  return {
    ...neighbours,
    store,
    database: store.database,
    signingKey,
    transport: subgraph.transport,
    requestOf: (query, variables) => requestOf(query, variables, { service: "orders" }, signingKey),
    ask,
    hurry,
    place: (input, asker) => ask(placeOrderMutation, { input }, asker),
    order: (id, asker) => ask(orderQuery, { id }, asker),
    cancel: (orderId, asker, input = {}) =>
      ask(
        cancelOrderMutation,
        { input: { idempotencyKey: randomUUID(), orderId, reason: "Changed my mind", ...input } },
        asker,
      ),
    start: () => subgraph.start(),
    until: (orderId, status) =>
      eventually(
        async () => {
          await hurry();
          const order = await ask(orderQuery, { id: orderId }, staff);
          if (order.status !== status) throw new Error(`The order is ${order.status} and not ${status}`);
        },
        { timeout: 20_000 },
      ),
    async stop() {
      await subgraph.stop();
      await store.drop();
    },
  };
}

/** Has something happen in a world of its own. */
export async function inWorld(happen: (world: World) => Promise<void>, options?: WorldOptions): Promise<void> {
  const world = await makeWorld(options);
  try {
    await happen(world);
  } finally {
    await world.stop();
  }
}
