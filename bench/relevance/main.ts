/**
 * `npm run bench:relevance`: how good what search finds is, on PostgreSQL and, where there is one, on Elasticsearch.
 * bench/README.md says how to read it.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { migrate, startEmbeddedPostgres } from "@angidi/datastores";
import { eventLogMigrations, eventLogSchema } from "@angidi/events";
import { modules, openDemoShop } from "./demoShop.ts";
import { type JudgedQuery, readRelevanceSet } from "./judgements.ts";
import { measureRelevance, type Relevance } from "./measure.ts";
import { type EngineName, keepReference } from "./reference.ts";
import { removeIndices } from "./removeIndices.ts";
import { reportOf } from "./report.ts";

const usage = `npm run bench:relevance -- [options]
  --elasticsearch URL   measures Elasticsearch too
  --keep                keeps the figures as what the test holds the engines to
  --below N             shows the hits of queries of which NDCG@10 is below N, 0.8 unless said`;

try {
  const { elasticsearch: elasticsearchUrl, keep, below } = readOptions();
  const { synonyms, queries } = readRelevanceSet();
  const measured: Partial<Record<EngineName, Relevance>> = {};
  measured.PostgreSQL = await measure({}, synonyms, queries);
  if (elasticsearchUrl) {
    const prefix = `bench-${randomBytes(6).toString("hex")}`;
    const environment = { ELASTICSEARCH_URL: elasticsearchUrl, ELASTICSEARCH_INDEX_PREFIX: prefix };
    try {
      measured.Elasticsearch = await measure(environment, synonyms, queries);
    } finally {
      await removeIndices(elasticsearchUrl, prefix);
    }
  }
  process.stdout.write(`${reportOf(measured, below)}\n`);
  if (keep) keepReference(measured);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

interface Options {
  readonly elasticsearch: string | undefined;
  readonly keep: boolean;
  readonly below: number;
}

function readOptions(): Options {
  try {
    const { elasticsearch, keep, below } = parseArgs({
      options: {
        elasticsearch: { type: "string" },
        keep: { type: "boolean", default: false },
        below: { type: "string", default: "0.8" },
      },
    }).values;
    return { elasticsearch, keep, below: Number(below) };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`);
  }
}

async function measure(
  engine: Record<string, string>,
  synonyms: Parameters<typeof openDemoShop>[1],
  queries: readonly JudgedQuery[],
): Promise<Relevance> {
  const folder = mkdtempSync(join(tmpdir(), "angidi-bench-relevance-"));
  chmodSync(folder, 0o711); // run by root, PostgreSQL runs as another user, who has to get through
  const postgres = await startEmbeddedPostgres({ folder, durable: false });
  try {
    const schemas = [...modules, { name: eventLogSchema, migrations: [eventLogMigrations] }];
    await postgres.provision({ schemas: schemas.map(({ name }) => ({ name })) });
    for (const { name, migrations } of schemas) {
      await migrate({ url: postgres.url(name), schema: name, folders: [...migrations] });
    }
    const urls = schemas.map(({ name }) => [`${name.toUpperCase()}_DATABASE_URL`, postgres.url(name)]);
    const environment = { ...Object.fromEntries(urls), ...engine, SERVICE_SIGNING_KEY: "k".repeat(64) };
    const shop = await openDemoShop(environment, synonyms);
    try {
      return await measureRelevance(shop, queries);
    } finally {
      await shop.close();
    }
  } finally {
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
