/**
 * How long searches take on a catalogue of made-up products, alone on the machine:
 *
 *     node subgraphs/search/bench/search.ts [products] [searches of each kind] [folder]
 *
 * Starts a PostgreSQL of its own, fills the index through the same use case as the events do, and sends searches one
 * after another through the subgraph's schema. 100000 products and 200 searches unless said. In a folder that is given
 * the index is kept, and used again.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate, openDatabase, startEmbeddedPostgres } from "@angidi/datastores";
import { eventLogMigrations, eventLogSchema } from "@angidi/events";
import { loadOperations } from "@angidi/service-client";
import { anonymous, IDENTITY_HEADER, signIdentity } from "@angidi/subgraph";
import { pino } from "pino";
import { postgresWriter } from "../src/data/postgres/indexWriter.ts";
import { popularityOfSale } from "../src/domain/popularity.ts";
import { createSearch, migrations, name } from "../src/subgraph.ts";
import { indexProducts } from "../src/usecases/indexProducts.ts";
import { colours, generatedProduct, kinds, madeUpWord, qualities, randomOf } from "./generate.ts";

const [products = 100_000, searches = 200] = process.argv.slice(2, 4).map(Number);
const kept = process.argv[4];
const batchSize = 200;
const signingKey = "k".repeat(64);
const operations = loadOperations(new URL("../test/operations.graphql", import.meta.url));

const folder = kept ?? mkdtempSync(join(tmpdir(), "angidi-bench-search-"));
const isFilled = existsSync(join(folder, "filled"));
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o711);
const postgres = await startEmbeddedPostgres({ folder });
try {
  await postgres.provision({ schemas: [{ name }, { name: eventLogSchema }] });
  const databaseUrl = postgres.url(name);
  const events = { databaseUrl: postgres.url(eventLogSchema) };
  await migrate({ url: events.databaseUrl, schema: eventLogSchema, folders: [eventLogMigrations] });
  await migrate({ url: databaseUrl, schema: name, folders: migrations });
  if (!isFilled) await fill(databaseUrl);
  writeFileSync(join(folder, "filled"), "");
  await measure(await createSearch({ databaseUrl, events, signingKey, currency: "USD" }, surroundings()));
} finally {
  if (kept) {
    await postgres.stop();
  } else {
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function surroundings() {
  return {
    services: () => {
      throw new Error("There is no other service here");
    },
    log: pino({ level: "error" }),
  };
}

async function fill(url: string): Promise<void> {
  const database = openDatabase({ url, schema: name, statementTimeoutMilliseconds: 0 });
  const random = randomOf(1);
  const begun = performance.now();
  for (let from = 0; from < products; from += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, products - from) }, (_, index) => {
      const product = generatedProduct(from + index);
      return { productId: product.id, version: 1, product };
    });
    const levels = batch.flatMap(({ product }) =>
      product.variants.map(({ sku }) => ({ sku, inStock: random(5) > 0, version: 1 })),
    );
    const sales = batch
      .filter(() => random(4) === 0)
      .map(({ productId }) => ({ productId, popularity: popularityOfSale(1 + random(300), new Date()) }));
    await database.transaction(async (transaction) => {
      const writer = postgresWriter(transaction);
      await writer.setStock(levels);
      await writer.addSales(sales);
      await indexProducts(writer, batch);
    });
  }
  const seconds = (performance.now() - begun) / 1_000;
  report(`indexed ${products} products in ${seconds.toFixed(1)} s (${Math.round(products / seconds)}/s)`);
  for (const table of ["documents", "document_texts", "vocabulary", "facet_totals"]) {
    await database.query(`bench.vacuum.${table}`, `VACUUM ANALYZE ${table}`); // as autovacuum will have
  }
  await database.close();
}

async function measure(subgraph: Awaited<ReturnType<typeof createSearch>>): Promise<void> {
  const random = randomOf(2);
  const pick = <Item>(list: readonly Item[]): Item => list[random(list.length)]!;
  const typo = (word: string) => `${word.slice(0, 2)}${word.slice(3)}`;
  const mixes: Record<string, () => object> = {
    "one word": () => ({ query: pick(kinds) }),
    "two words": () => ({ query: `${pick(colours)} ${pick(kinds)}` }),
    "three words": () => ({ query: `${pick(qualities)} ${pick(colours)} ${pick(kinds)}` }),
    "rare word": () => ({ query: madeUpWord(random(4_000)) }),
    misspelt: () => ({ query: `${pick(colours)} ${typo(pick(qualities))}` }),
    "two words, filtered": () => ({
      query: `${pick(qualities)} ${pick(kinds)}`,
      filter: { options: [{ name: "Colour", values: [pick(colours)] }], inStock: true },
    }),
    SKU: () => ({ query: `gen-${random(products)}-0` }),
    everything: () => ({ query: "" }),
    "everything in stock": () => ({ query: "", filter: { inStock: true } }),
    "a category": () => ({ query: "", filter: { category: [`range-${random(12)}`] } }),
    "a category, a brand, in stock": () => ({
      query: "",
      filter: { category: [`department-${random(4)}`], brand: [`${madeUpWord(random(600))} & co`], inStock: true },
    }),
    "by price": () => ({ query: pick(kinds), sort: "PRICE_ASC" }),
  };
  const ask = async (operation: string, variables: object) => {
    const headers = { [IDENTITY_HEADER]: signIdentity({ caller: anonymous, requestId: "bench" }, signingKey) };
    const request = { query: operations[operation]!, variables: { ...variables }, headers };
    const { errors, data } = await subgraph.transport.execute({ ...request, signal: AbortSignal.timeout(60_000) });
    if (errors) throw new Error(JSON.stringify(errors));
    return data as { searchProducts?: { totalCount: number } };
  };

  const all: number[] = [];
  report("kind                              found      p50      p95");
  for (const [kind, variables] of Object.entries(mixes)) {
    const times: number[] = [];
    let found = 0;
    for (let count = -20; count < searches; count++) {
      const asked = variables();
      const begun = performance.now();
      const answer = await ask("Search", asked);
      if (count < 0) continue; // connections and caches are warm from here on
      times.push(performance.now() - begun);
      found += answer.searchProducts!.totalCount;
    }
    all.push(...times);
    report(line(kind, Math.round(found / searches), times));
  }
  report(line("all of these", "", all));

  const suggestions: number[] = [];
  for (let count = -20; count < searches; count++) {
    const begun = performance.now();
    await ask("Suggest", { prefix: pick([pick(colours), pick(kinds)]).slice(0, 1 + random(5)) });
    if (count >= 0) suggestions.push(performance.now() - begun);
  }
  report(line("suggestions", "", suggestions));
  await subgraph.stop();
}

function line(kind: string, found: number | string, times: number[]): string {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number) => `${sorted[Math.floor((sorted.length - 1) * share)]!.toFixed(1)} ms`.padStart(9);
  return `${kind.padEnd(32)} ${String(found).padStart(6)} ${at(0.5)} ${at(0.95)}`;
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}
