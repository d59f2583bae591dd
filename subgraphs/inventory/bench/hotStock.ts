/**
 * What a flash sale costs with and without the counters of hot stock, alone on the machine:
 *
 *     node subgraphs/inventory/bench/hotStock.ts <URL of a Redis> [buyers] [units] [rounds]
 *
 * Starts a PostgreSQL of its own. In each round so many buyers want one unit of the same SKU at once, first without Redis,
 * then with it, and twenty others one unit each of something else. 500 buyers, 50 units and 10 rounds unless said.
 */
import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate, STATEMENT_CHANNEL, type Statement, startEmbeddedPostgres } from "@angidi/datastores";
import { eventLogMigrations, eventLogSchema } from "@angidi/events";
import { anonymous, type Caller, IDENTITY_HEADER, type Subgraph, signIdentity } from "@angidi/subgraph";
import { pino } from "pino";
import { createInventory, migrations, name } from "../src/subgraph.ts";

const [redisUrl, ...sizes] = process.argv.slice(2);
if (!redisUrl) throw new Error("Say where Redis is");
const [buyers = 500, units = 50, rounds = 10] = sizes.map(Number);
const bystanders = 20;
const signingKey = "k".repeat(64);

/** What one way of running showed, over all rounds. */
interface Figures {
  milliseconds: number;
  statements: number;
  sold: number;
  readonly granted: number[];
  readonly refused: number[];
  readonly bystanders: number[];
}

let statements = 0;
subscribe(STATEMENT_CHANNEL, (message) => {
  if (!(message as Statement).worker) statements += 1;
});

const folder = mkdtempSync(join(tmpdir(), "angidi-bench-hot-stock-"));
chmodSync(folder, 0o711);
const postgres = await startEmbeddedPostgres({ folder });
try {
  await postgres.provision({ schemas: [{ name }, { name: eventLogSchema }] });
  const [databaseUrl, eventsDatabaseUrl] = [postgres.url(name), postgres.url(eventLogSchema)];
  await migrate({ url: eventsDatabaseUrl, schema: eventLogSchema, folders: [eventLogMigrations] });
  await migrate({ url: databaseUrl, schema: name, folders: migrations });
  const events = { databaseUrl: eventsDatabaseUrl, kafka: null };
  const config = { databaseUrl, events, signingKey, lowStockThreshold: 5 };
  const redis = { url: redisUrl, keyPrefix: `angidi-bench:${randomUUID()}:` };
  const log = pino({ level: "error" });
  await compare(
    await createInventory({ ...config, redis: null }, { log }),
    await createInventory({ ...config, redis }, { log }),
  );
} finally {
  await postgres.remove();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(without: Subgraph, withCounters: Subgraph): Promise<void> {
  const [before, after] = [newFigures(), newFigures()];
  for (let round = -1; round < rounds; round++) {
    // The first is to warm up. In turns, so that what disturbs the machine disturbs both.
    await sell(without, round < 0 ? newFigures() : before);
    await sell(withCounters, round < 0 ? newFigures() : after);
  }
  report(
    "                      attempts/s  p50 granted  p95 granted  p50 refused  p95 refused  p95 others  statements  sold",
  );
  report(line("database alone", before));
  report(line("with the counters", after));
  const ratio = (of: (figures: Figures) => number) => (of(before) / of(after)).toFixed(1);
  report(
    `times as many attempts ${ratio(({ milliseconds }) => milliseconds)}, as short for the refused (p95) ` +
      `${ratio(({ refused }) => at(refused, 0.95))}, as few statements ${ratio((figures) => figures.statements)}`,
  );
  await Promise.all([without.stop(), withCounters.stop()]);
}

async function sell(subgraph: Subgraph, figures: Figures): Promise<void> {
  const [sku, ...others] = Array.from({ length: 1 + bystanders }, () => `bench-${randomUUID()}`);
  const levels = [{ sku: sku!, onHand: units }, ...others.map((other) => ({ sku: other, onHand: 1 }))];
  await ask(subgraph, "mutation ($input: ImportStockInput!) { importStock(input: $input) { changed } }", "catalog", {
    levels,
  });

  const counted = statements;
  const begun = performance.now();
  const buying = Array.from({ length: buyers }, async () => {
    const { isReserved, milliseconds } = await buy(subgraph, sku!);
    figures[isReserved ? "granted" : "refused"].push(milliseconds);
    figures.sold += isReserved ? 1 : 0;
  });
  const beside = others.map(async (other) => figures.bystanders.push((await buy(subgraph, other)).milliseconds));
  await Promise.all(buying);
  figures.milliseconds += performance.now() - begun;
  await Promise.all(beside);
  figures.statements += statements - counted;
}

async function buy(subgraph: Subgraph, sku: string): Promise<{ isReserved: boolean; milliseconds: number }> {
  const begun = performance.now();
  const answer = await ask(
    subgraph,
    "mutation ($input: ReserveStockInput!) { reserveStock(input: $input) { __typename } }",
    "orders",
    {
      orderId: randomUUID(),
      lines: [{ sku, quantity: 1 }],
      countryCode: "US",
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
  );
  const milliseconds = performance.now() - begun;
  return { isReserved: (answer.reserveStock as { __typename: string }).__typename === "StockReserved", milliseconds };
}

async function ask(subgraph: Subgraph, query: string, service: string, input: object) {
  const caller: Caller = { kind: "service", service, onBehalfOf: anonymous };
  const headers = { [IDENTITY_HEADER]: signIdentity({ caller, requestId: "bench" }, signingKey) };
  const request = { query, variables: { input }, headers, signal: AbortSignal.timeout(60_000) };
  const { data, errors } = await subgraph.transport.execute(request);
  if (errors) throw new Error(JSON.stringify(errors));
  return data as Record<string, unknown>;
}

function newFigures(): Figures {
  return { milliseconds: 0, statements: 0, sold: 0, granted: [], refused: [], bystanders: [] };
}

function at(times: readonly number[], share: number): number {
  return times.toSorted((left, right) => left - right)[Math.floor((times.length - 1) * share)]!;
}

function line(way: string, { milliseconds, granted, refused, bystanders, statements, sold }: Figures): string {
  const cells = [
    (rounds * buyers * 1_000) / milliseconds,
    ...[granted, refused].flatMap((times) => [at(times, 0.5), at(times, 0.95)]),
    at(bystanders, 0.95),
    statements / rounds,
    sold / rounds,
  ];
  const widths = [12, 13, 13, 13, 13, 12, 12, 6];
  return (
    way.padEnd(20) +
    cells.map((cell, index) => cell.toFixed(index < 6 && index > 0 ? 1 : 0).padStart(widths[index]!)).join("")
  );
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}
