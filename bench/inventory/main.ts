/**
 * What a crowd that buys one SKU costs beside the SQL of it, alone on the machine:
 *
 *     node bench/inventory/main.ts [buyers] [rounds] [seconds]
 *
 * Starts a PostgreSQL of its own. In each round so many buyers (500) reserve one unit of the same SKU at once, by the
 * subgraph's own mutation in this process; then pgbench sends the statements of one of them, recorded before, over as many
 * connections as the subgraph has, for so many seconds. What is reported is the ratio of the two in the same run. Fails
 * when more is sold than there is, when anybody met with a deadlock, or when the books do not agree.
 */
import { randomUUID } from "node:crypto";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  migrate,
  openDatabase,
  STATEMENT_IN_FULL_CHANNEL,
  type StatementInFull,
  startEmbeddedPostgres,
} from "@angidi/datastores";
import { eventLogMigrations, eventLogSchema } from "@angidi/events";
import { audit, inventory } from "@angidi/inventory";
import { anonymous, IDENTITY_HEADER, type Subgraph, signIdentity } from "@angidi/subgraph";
import pg from "pg";
import { pino } from "pino";
import { floorOf, hasPgbench } from "../src/floor.ts";
import { parentOf } from "../src/processes.ts";
import { written } from "../src/recorder.ts";
import type { RecordedStatement } from "../src/recording.ts";
import { median } from "../src/statistics.ts";

const [buyers = 500, rounds = 5, seconds = 5] = process.argv.slice(2).map(Number);
/** As many as the subgraph's pool has. */
const connections = 5;
const signingKey = "k".repeat(64);

const folder = mkdtempSync(join(tmpdir(), "angidi-bench-inventory-"));
chmodSync(folder, 0o711); // run by root, PostgreSQL runs as another user, who has to get through
const postgres = await startEmbeddedPostgres({ folder });
try {
  await postgres.provision({ schemas: [{ name: inventory.name }, { name: eventLogSchema }] });
  const [databaseUrl, eventsDatabaseUrl] = [postgres.url(inventory.name), postgres.url(eventLogSchema)];
  await migrate({ url: eventsDatabaseUrl, schema: eventLogSchema, folders: [eventLogMigrations] });
  await migrate({ url: databaseUrl, schema: inventory.name, folders: inventory.migrations });
  const subgraph = await inventory.create(
    { DATABASE_URL: databaseUrl, EVENTS_DATABASE_URL: eventsDatabaseUrl, SERVICE_SIGNING_KEY: signingKey },
    { log: pino({ level: "error" }), services: () => subgraph.transport },
  );
  await compare(subgraph, postgres.adminUrl());
  await subgraph.stop();
  await checkBooks(databaseUrl);
} finally {
  await postgres.remove();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(subgraph: Subgraph, adminUrl: string): Promise<void> {
  const scarce = await stock(subgraph, 50);
  const sold = await crowd(subgraph, scarce);
  if (sold.granted !== 50) throw new Error(`Of 50 units ${sold.granted} were sold`);

  // More than all will buy, in few digits: longer ones, which differ from run to run, would be taken for ids made anew.
  const sku = await stock(subgraph, 9_000_000);
  await crowd(subgraph, sku); // warms up
  const runs = [{ statements: await recorded(subgraph, sku), again: await recorded(subgraph, sku) }];
  const platform: number[] = [];
  const floor: number[] = [];
  const isFloorThere = await hasPgbench();
  if (!isFloorThere) say("pgbench is not installed (Debian: postgresql-contrib), so there is no floor");
  const database = { databaseUrl: adminUrl, pid: process.pid, postgresPid: await postmasterOf(adminUrl) };
  for (let round = 1; round <= rounds; round++) {
    // In turns, so that what disturbs the machine disturbs both.
    const { granted, milliseconds } = await crowd(subgraph, sku);
    if (granted !== buyers) throw new Error(`Of ${buyers} buyers ${granted} got what there was enough of`);
    platform.push((buyers * 1_000) / milliseconds);
    if (isFloorThere) floor.push((await floorOf(database, runs, { connections, seconds })).perSecond);
    say(
      `round ${round}: ${platform.at(-1)!.toFixed(0)}/s${isFloorThere ? `, pgbench ${floor.at(-1)!.toFixed(0)}/s` : ""}`,
    );
  }
  const statements = runs[0]!.statements.map(({ label }) => label).join(", ");
  say(`${buyers} buyers at once: 50 of 50 units sold when there are 50; a reservation is ${statements}`);
  say(`reservations in a second: ${median(platform).toFixed(0)}`);
  if (isFloorThere) {
    const ratio = median(platform) / median(floor);
    say(`the same SQL by pgbench, ${connections} connections: ${median(floor).toFixed(0)}; ratio ${ratio.toFixed(2)}`);
  }
  const deadlocks = await deadlocksOf(adminUrl);
  if (deadlocks !== 0) throw new Error(`There were ${deadlocks} deadlocks`);
  say("no deadlock");
}

async function stock(subgraph: Subgraph, onHand: number): Promise<string> {
  const sku = `bench-${randomUUID()}`;
  const text = "mutation ($input: ImportStockInput!) { importStock(input: $input) { changed } }";
  await ask(subgraph, text, "catalog", { levels: [{ sku, onHand }] });
  return sku;
}

async function crowd(subgraph: Subgraph, sku: string): Promise<{ granted: number; milliseconds: number }> {
  const begun = performance.now();
  const answers = await Promise.all(Array.from({ length: buyers }, () => buy(subgraph, sku)));
  const milliseconds = performance.now() - begun;
  return { granted: answers.filter((answer) => answer === "StockReserved").length, milliseconds };
}

async function buy(subgraph: Subgraph, sku: string): Promise<string> {
  const text = "mutation ($input: ReserveStockInput!) { reserveStock(input: $input) { __typename } }";
  const { reserveStock } = await ask(subgraph, text, "orders", {
    orderId: randomUUID(),
    lines: [{ sku, quantity: 1 }],
    countryCode: "US",
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  return (reserveStock as { __typename: string }).__typename;
}

/** The statements of one buyer. */
async function recorded(subgraph: Subgraph, sku: string): Promise<RecordedStatement[]> {
  const statements: RecordedStatement[] = [];
  const note = (message: unknown) => {
    const { label, schema, text, values } = message as StatementInFull;
    statements.push({ label, schema, text, values: values.map(written) });
  };
  subscribe(STATEMENT_IN_FULL_CHANNEL, note);
  await buy(subgraph, sku);
  unsubscribe(STATEMENT_IN_FULL_CHANNEL, note);
  return statements;
}

async function ask(subgraph: Subgraph, query: string, service: string, input: object) {
  const identity = { caller: { kind: "service", service, onBehalfOf: anonymous }, requestId: "bench" } as const;
  const headers = { [IDENTITY_HEADER]: signIdentity(identity, signingKey) };
  const request = { query, variables: { input }, headers, signal: AbortSignal.timeout(60_000) };
  const { data, errors } = await subgraph.transport.execute(request);
  if (errors) throw new Error(JSON.stringify(errors));
  return data as Record<string, unknown>;
}

async function checkBooks(databaseUrl: string): Promise<void> {
  const database = openDatabase({ url: databaseUrl, schema: inventory.name });
  // pgbench repeats the recorded statements as they are, versions of events included, and so leaves the books in order.
  const found = await audit(database);
  await database.close();
  if (found.length > 0) throw new Error(`The books do not agree: ${JSON.stringify(found)}`);
  say("the books agree");
}

async function deadlocksOf(adminUrl: string): Promise<number> {
  const [row] = await asAdmin(adminUrl, "SELECT sum(deadlocks)::integer AS deadlocks FROM pg_stat_database");
  return row.deadlocks;
}

async function postmasterOf(adminUrl: string): Promise<number> {
  const [row] = await asAdmin(adminUrl, "SELECT pg_backend_pid() AS pid");
  return parentOf(row.pid);
}

async function asAdmin(adminUrl: string, text: string) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
