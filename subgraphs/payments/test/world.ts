import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import type { Database } from "@angidi/datastores";
import { eventLogMigrations } from "@angidi/events";
import { money } from "@angidi/money";
import { loadOperations } from "@angidi/service-client";
import type { Subgraph } from "@angidi/subgraph";
import { requestOf, type TestCaller, testDatabase } from "@angidi/testing";
import type { ExecutionResult } from "graphql";
import { pino } from "pino";
import { audit } from "../src/audit.ts";
import { readConfig } from "../src/config.ts";
import { differencesOn } from "../src/data/differences.ts";
import { disputesOn } from "../src/data/disputes.ts";
import { ledgerOn } from "../src/data/ledger.ts";
import { paymentsOn } from "../src/data/payments.ts";
import { providerEventsOn } from "../src/data/providerEvents.ts";
import { reconciliationsOn } from "../src/data/reconciliations.ts";
import type { Ports } from "../src/ports.ts";
import { testProvider } from "../src/providers/test/testProvider.ts";
import { createPayments, migrations, name } from "../src/subgraph.ts";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));

/** What a field of the answer looks like; a test reads what it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's form is what these tests are about
export type Answer = any;

export const orders: TestCaller = { service: "orders" };
export const staff: TestCaller = { userId: randomUUID(), roles: ["ORDER_PROCESSOR"] };

/** A payments subgraph with a database of its own. */
export interface World {
  readonly subgraph: Subgraph;
  readonly database: Database;
  /** For use cases with a provider that fails. */
  readonly ports: Ports;
  /** All that was logged, as text. */
  readonly logged: () => string;
  execute(operation: string, variables?: Record<string, unknown>, as?: TestCaller): Promise<ExecutionResult>;
  /** The operation's one field, as orders sees it unless said; throws when there are errors. */
  ask(operation: string, variables?: Record<string, unknown>, as?: TestCaller): Promise<Answer>;
  /** The codes of the errors that an operation is refused with. */
  refusals(operation: string, variables?: Record<string, unknown>, as?: TestCaller): Promise<unknown[]>;
  authorise(changes?: object): Promise<Answer>;
  /** An order whose money is held: its id. */
  authorised(amount?: number): Promise<string>;
  /** An order whose money is ours: its id. */
  captured(amount?: number): Promise<string>;
  capture(orderId: string, supplementId?: string): Promise<Answer>;
  void(orderId: string, supplementId?: string): Promise<Answer>;
  refund(orderId: string, amount: number, refundId?: string, supplementId?: string): Promise<Answer>;
  settle(orderId: string, outcome: "SUCCEEDED" | "FAILED", supplementId?: string): Promise<Answer>;
  /** The orders of references, with their payments. */
  entities(representations: readonly object[], as: TestCaller): Promise<Answer>;
  close(): Promise<void>;
}

export async function startWorld(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  const { database, environment, drop } = await testDatabase(
    { name, migrations },
    { name: "events", migrations: [eventLogMigrations] },
  );
  let text = "";
  const log = pino(
    { level: "trace" },
    new Writable({
      write(chunk, _encoding, done) {
        text += chunk;
        done();
      },
    }),
  );
  const subgraph = await createPayments(readConfig({ ...environment, ...settings }), { log });

  const execute: World["execute"] = (operation, variables = {}, as = orders) =>
    subgraph.transport.execute(requestOf(operations[operation]!, variables, as, environment.SERVICE_SIGNING_KEY!));
  const ask: World["ask"] = async (operation, ...rest) => {
    const { data, errors } = await execute(operation, ...rest);
    if (errors) throw new Error(`${operation}: ${errors.map((error) => error.message).join("; ")}`);
    return Object.values(data!)[0];
  };
  const authorise = (changes = {}) => ask("AuthorisePayment", { input: authorisation(changes) });
  const authorised = async (amount = 1_000) => {
    const orderId = newOrderId();
    await authorise({ orderId, amount: money(amount, "USD") });
    return orderId;
  };
  const capture: World["capture"] = (orderId, supplementId) => ask("CapturePayment", { orderId, supplementId });

  return {
    subgraph,
    database,
    ports: {
      payments: paymentsOn(database),
      ledger: ledgerOn(database),
      reconciliations: reconciliationsOn(database),
      differences: differencesOn(database),
      disputes: disputesOn(database),
      providerEvents: providerEventsOn(database),
      providers: { TEST: testProvider(database) },
      now: () => new Date(),
      log,
    },
    logged: () => text,
    execute,
    ask,
    async refusals(operation, variables, as) {
      const { errors = [] } = await execute(operation, variables, as);
      return errors.map(({ extensions }) => extensions.code);
    },
    authorise,
    authorised,
    async captured(amount) {
      const orderId = await authorised(amount);
      await capture(orderId);
      return orderId;
    },
    capture,
    void: (orderId, supplementId) => ask("VoidPayment", { orderId, supplementId }),
    refund: (orderId, amount, refundId = randomUUID(), supplementId) =>
      ask("RefundPayment", {
        input: { orderId, supplementId, refundId, amount: money(amount, "USD"), reason: "a test" },
      }),
    settle: (orderId, outcome, supplementId) =>
      ask("SettlePaymentAction", { input: { orderId, outcome, supplementId } }),
    entities: (representations, as) => ask("OrderReferences", { representations }, as),
    async close() {
      await subgraph.stop();
      await drop();
    },
  };
}

export function newOrderId(): string {
  return `order-${randomUUID()}`;
}

/** What is asked for an order's authorisation. */
export function authorisation(changes: object = {}) {
  return {
    orderId: newOrderId(),
    supplementId: null as string | null,
    buyerId: randomUUID(),
    amount: money(1_000, "USD"),
    provider: "TEST" as const,
    paymentMethod: "pm_card_visa",
    ...changes,
  };
}

/** What was published of a payment, in order. */
export async function eventsOf(database: Database, paymentId: string): Promise<Answer[]> {
  return database.query("test.eventsOf", "SELECT type, data FROM outbox WHERE subject = $1 ORDER BY subject_version", [
    paymentId,
  ]);
}

/** Throws unless our books are right in themselves and say the same as the provider's. Nothing may be under way. */
export async function checkBooks(database: Database): Promise<void> {
  const wrong = [...(await audit(database, { undecidedMinutes: 0 })), ...(await differencesFromProvider(database))];
  if (wrong.length > 0) throw new Error(`Books that are wrong: ${JSON.stringify(wrong)}`);
}

function differencesFromProvider(database: Database): Promise<unknown[]> {
  return database.query(
    "test.wrongPayments",
    `SELECT payment.id, payment.status, payment.captured, payment.refunded, theirs.captured AS "capturedAtProvider",
            theirs.refunded AS "refundedAtProvider", theirs.state
     FROM payments AS payment
     LEFT JOIN test_provider_payments AS theirs ON theirs.idempotency_key = payment.id || ':authorise'
     WHERE payment.captured <> coalesce(theirs.captured, 0) OR payment.refunded <> coalesce(theirs.refunded, 0)
        OR (payment.status IN ('VOIDED', 'FAILED') AND theirs.state IN ('authorised', 'action-required', 'captured'))
        OR (payment.status = 'AUTHORIZED' AND theirs.state <> 'authorised')`,
  );
}
