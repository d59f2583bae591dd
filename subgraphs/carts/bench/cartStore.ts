/**
 * How fast carts are read and changed on PostgreSQL alone and with Redis in front, in turns on one machine:
 *
 *     node subgraphs/carts/bench/cartStore.ts redis://localhost:6379 [carts] [seconds of each turn] [at once]
 *
 * Starts a PostgreSQL of its own; in Redis it uses keys of its own and removes them. 2000 carts of 5 lines, 3 seconds and
 * 16 at once unless said. Each kind of store has three turns at each kind of work, one after the other.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, migrate, newCapability, newId, openDatabase, startEmbeddedPostgres } from "@angidi/datastores";
import { Redis } from "ioredis";
import { pino } from "pino";
import { type CartKeeping, keepCartsInPostgres, keepCartsInRedis } from "../src/data/cartKeeping.ts";
import type { CartStore } from "../src/data/cartStore.ts";
import { addLines } from "../src/domain/cart.ts";
import { shopMarket } from "../src/domain/market.ts";
import { migrations, name } from "../src/subgraph.ts";

const redisUrl = process.argv[2];
if (!redisUrl) throw new Error("The first argument must be the URL of a Redis");
const [carts = 2_000, seconds = 3, atOnce = 16] = process.argv.slice(3).map(Number);
const turns = 3;
const linesOfCart = 5;
const keyPrefix = `angidi-bench:${process.pid}:`;

const folder = mkdtempSync(join(tmpdir(), "angidi-bench-carts-"));
chmodSync(folder, 0o711);
const postgres = await startEmbeddedPostgres({ folder });
try {
  await postgres.provision({ schemas: [{ name }] });
  const url = postgres.url(name);
  await migrate({ url, schema: name, folders: migrations });
  const database = openDatabase({ url, schema: name });
  const log = pino({ level: "warn" });
  const onPostgres = await keepCartsInPostgres(database);
  const onRedis = await keepCartsInRedis(database, { url: redisUrl, keyPrefix }, log);
  await measure(database, { "PostgreSQL alone": onPostgres, "Redis in front": onRedis });
  await onRedis.close();
  await database.close();
} finally {
  await postgres.remove();
  rmSync(folder, { recursive: true, force: true });
  await removeKeys();
}

type Work = (store: CartStore, ids: readonly string[]) => () => Promise<unknown>;

async function measure(database: Database, stores: Record<string, CartKeeping>): Promise<void> {
  const read: Work = (store, ids) => async () => {
    const [cart] = await store.find([pick(ids)]);
    if (!cart) throw new Error("A cart is missing");
  };
  const add: Work = (store, ids) => async () => {
    const [cart] = await store.find([pick(ids)]);
    const line = cart!.lines[Math.floor(Math.random() * linesOfCart)]!;
    const quantity = line.quantity > 900 ? -900 : 1;
    await store.change(cart!, (current) =>
      addLines(current, [{ lineId: newId(), variantId: line.variantId, quantity }]),
    );
  };
  const works: [string, Work, "guest" | "customer"][] = [
    ["read a customer's cart", read, "customer"],
    ["add to a customer's cart", add, "customer"],
    ["read a guest's cart", read, "guest"],
    ["add to a guest's cart", add, "guest"],
  ];
  report(`${carts} carts, ${atOnce} at once, ${turns} turns of ${seconds} s; load before: ${loadavg()[0]!.toFixed(1)}`);
  report(
    `${"".padEnd(28)}${Object.keys(stores)
      .map((store) => store.padStart(38))
      .join("")}   ratio`,
  );
  for (const [title, work, whose] of works) {
    const filled = new Map<string, string[]>();
    for (const [store, { carts }] of Object.entries(stores)) filled.set(store, await fill(carts, whose));
    const times = new Map(Object.keys(stores).map((store) => [store, [] as number[]]));
    for (let turn = 0; turn < turns; turn++) {
      for (const [store, keeping] of Object.entries(stores)) {
        times.get(store)!.push(...(await run(work(keeping.carts, filled.get(store)!))));
      }
    }
    const [alone, inFront] = [...times.values()].map(({ length }) => length / (turns * seconds));
    const lines = [...times.values()].map(line).join("");
    report(`${title.padEnd(28)}${lines}   ${(inFront! / alone!).toFixed(2)}`);
  }
  const [sizes] = await database.query<{ rows: number; following: number }>(
    "carts.benchRows",
    "SELECT count(*)::integer AS rows, count(*) FILTER (WHERE follows_redis)::integer AS following FROM carts",
  );
  report(`rows: ${sizes!.rows}, of which follow Redis: ${sizes!.following}; load after: ${loadavg()[0]!.toFixed(1)}`);
}

async function fill(store: CartStore, whose: "guest" | "customer"): Promise<string[]> {
  const ids: string[] = [];
  for (let count = 0; count < carts; count += atOnce) {
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        const buyerId = newCapability();
        const lines = Array.from({ length: linesOfCart }, () => ({ id: newId(), variantId: newId(), quantity: 1 }));
        const customerId = whose === "customer" ? buyerId : null;
        const id = newCapability();
        await store.create({ id, buyerId, customerId, ...shopMarket("USD"), lines, savedLines: [], promotionIds: [] });
        ids.push(id);
      }),
    );
  }
  return ids;
}

/** The milliseconds of each piece of work that was done in a turn. */
async function run(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let began = performance.now(); began < end; began = performance.now()) {
        await work();
        times.push(performance.now() - began);
      }
    }),
  );
  return times;
}

async function removeKeys(): Promise<void> {
  const redis = new Redis(redisUrl!);
  for await (const keys of redis.scanStream({ match: `${keyPrefix}*`, count: 1_000 })) {
    if (keys.length > 0) await redis.unlink(...(keys as string[]));
  }
  redis.disconnect();
}

function pick<Item>(list: readonly Item[]): Item {
  return list[Math.floor(Math.random() * list.length)]!;
}

function line(times: number[]): string {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!.toFixed(1);
  const rate = Math.round(times.length / (turns * seconds));
  return `${rate}/s, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`.padStart(38);
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}
