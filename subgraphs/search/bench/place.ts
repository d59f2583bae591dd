import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, migrate, openDatabase, startEmbeddedPostgres } from "@angidi/datastores";
import { eventLogMigrations, eventLogSchema } from "@angidi/events";
import type { Surroundings } from "@angidi/subgraph";
import { Client } from "@elastic/elasticsearch";
import { pino } from "pino";
import type { Config } from "../src/config.ts";
import { postgresEngine } from "../src/data/postgres/engine.ts";
import type { SearchEngine } from "../src/data/searchEngine.ts";
import { popularityOfSale } from "../src/domain/popularity.ts";
import { migrations, name } from "../src/subgraph.ts";
import { indexProducts } from "../src/usecases/indexProducts.ts";
import { generatedProduct, randomOf } from "./generate.ts";

/** A place with an engine full of made-up products, removed afterwards unless its folder was given. */
export interface Place {
  readonly configuration: Config;
  readonly surroundings: Surroundings;
  remove(): Promise<void>;
}

export interface PlaceSettings {
  readonly products: number;
  /** Of Elasticsearch; not given: the index is in PostgreSQL. */
  readonly elasticsearch: string | undefined;
  /** Where the index is kept, and used again. */
  readonly folder?: string | undefined;
}

const batchSize = 200;

/** Starts a PostgreSQL of its own, and fills the index through the same use case as the events do. */
export async function openPlace({ products, elasticsearch, folder: kept }: PlaceSettings): Promise<Place> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), "angidi-bench-search-"));
  const isFilled = existsSync(join(folder, "filled"));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711); // run by root, PostgreSQL runs as another user, who has to get through
  const postgres = await startEmbeddedPostgres({ folder });
  const indexPrefix = `bench-${randomBytes(6).toString("hex")}`;
  const remove = async () => {
    if (elasticsearch) await removeIndices(elasticsearch, indexPrefix);
    if (kept) return postgres.stop();
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await postgres.provision({ schemas: [{ name }, { name: eventLogSchema }] });
    const configuration: Config = {
      databaseUrl: postgres.url(name),
      events: { databaseUrl: postgres.url(eventLogSchema), kafka: null },
      elasticsearch: elasticsearch ? { url: elasticsearch, indexPrefix } : null,
      redis: null,
      signingKey: "k".repeat(64),
      currency: "USD",
    };
    await migrate({ url: configuration.events.databaseUrl, schema: eventLogSchema, folders: [eventLogMigrations] });
    await migrate({ url: configuration.databaseUrl, schema: name, folders: migrations });
    if (!isFilled) await fill(configuration, products);
    writeFileSync(join(folder, "filled"), "");
    const services = () => {
      throw new Error("There is no other service here");
    };
    return { configuration, surroundings: { services, log: pino({ level: "error" }) }, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function fill({ databaseUrl, elasticsearch }: Config, products: number): Promise<void> {
  const database = openDatabase({ url: databaseUrl, schema: name, statementTimeoutMilliseconds: 0 });
  const engine = await engineOf(database, elasticsearch);
  await engine.generations.prepare();
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
      const writer = engine.writerOn(transaction);
      await writer.setStock(levels);
      await writer.addSales(sales);
      await indexProducts(writer, batch);
    });
  }
  const seconds = (performance.now() - begun) / 1_000;
  report(`indexed ${products} products in ${seconds.toFixed(1)} s (${Math.round(products / seconds)}/s)`);
  for (const table of ["documents", "document_texts", "indexed_documents", "vocabulary", "facet_totals"]) {
    await database.query(`bench.vacuum.${table}`, `VACUUM ANALYZE ${table}`); // as autovacuum will have
  }
  await engine.close();
  await database.close();
}

async function engineOf(database: Database, elasticsearch: Config["elasticsearch"]): Promise<SearchEngine> {
  if (!elasticsearch) return postgresEngine(database);
  const { openElasticsearchEngine } = await import("../src/data/elasticsearch/engine.ts");
  return openElasticsearchEngine(database, elasticsearch);
}

async function removeIndices(url: string, prefix: string): Promise<void> {
  const client = new Client({ node: url, requestTimeout: 30_000 });
  for (const index of Object.keys(await client.indices.get({ index: `${prefix}-*` }))) {
    await client.indices.delete({ index });
  }
  await client.close();
}

/** The time below which a part of all stays. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

export function report(text: string): void {
  process.stdout.write(`${text}\n`);
}
