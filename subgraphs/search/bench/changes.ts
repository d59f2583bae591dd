/**
 * How long after a change of a product was published it is found, while 200 of them come in a second:
 *
 *     node subgraphs/search/bench/changes.ts [--elasticsearch URL] [--products N] [--rate N] [--seconds N]
 *
 * Every change is an event of another product, put into the log in tenths of a second; each product becomes the newest of
 * the shop, and one client looks at the newest again and again, twenty times a second at most. A change counts from before
 * its event was sent until after the answer that first shows it.
 */
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { eventOf, productUpdated } from "@angidi/event-contracts";
import { openEventLog } from "@angidi/events";
import { anonymous, IDENTITY_HEADER, signIdentity } from "@angidi/subgraph";
import { createSearch } from "../src/subgraph.ts";
import { publishedForm } from "../test/products.ts";
import { generatedProduct } from "./generate.ts";
import { openPlace, quantile, report } from "./place.ts";

const { values: options } = parseArgs({
  options: {
    elasticsearch: { type: "string" },
    products: { type: "string", default: "20000" },
    rate: { type: "string", default: "200" },
    seconds: { type: "string", default: "30" },
  },
});
const [products, rate, seconds] = [options.products, options.rate, options.seconds].map(Number) as [
  number,
  number,
  number,
];
interface Page {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly endCursor: string | null };
}

const newestProducts = `query ($after: String) {
  searchProducts(query: "", sort: NEWEST, first: 100, after: $after) {
    edges { node { id } }
    pageInfo { endCursor }
  }
}`;
const atOnce = Math.round(rate / 10);
const patience = 30_000;

const place = await openPlace({ products, elasticsearch: options.elasticsearch });
try {
  await measure();
} finally {
  await place.remove();
}

async function measure(): Promise<void> {
  const { signingKey, events } = place.configuration;
  const subgraph = await createSearch(place.configuration, place.surroundings);
  const log = openEventLog(events);
  await subgraph.start();
  const newest = async (after: string | null) => {
    const headers = { [IDENTITY_HEADER]: signIdentity({ caller: anonymous, requestId: "bench" }, signingKey) };
    const request = { query: newestProducts, variables: { after }, headers, signal: AbortSignal.timeout(patience) };
    const { data, errors } = await subgraph.transport.execute(request);
    if (errors) throw new Error(JSON.stringify(errors));
    const { edges, pageInfo } = (data as { searchProducts: Page }).searchProducts;
    return { ids: edges.map(({ node }) => node.id), next: pageInfo.endCursor };
  };

  const published = new Map<string, number>();
  const latencies: number[] = [];
  let changed = 0;
  let isPublishing = true;

  async function publish(): Promise<void> {
    const begun = performance.now();
    // The first seconds warm everything up and do not count.
    const changes = Math.min(products, rate * (seconds + 5));
    while (changed < changes) {
      await pause(Math.max(0, begun + (changed / rate) * 1_000 - performance.now()));
      const events = Array.from({ length: atOnce }, (_, index) => changeOf(changed + index));
      const now = performance.now();
      if (changed >= rate * 5) for (const { subject } of events) published.set(subject, now);
      changed += atOnce;
      await log.append(events);
    }
    isPublishing = false;
  }

  /** Page after page, as long as one ends in what was not seen before. */
  async function look(): Promise<void> {
    for (let after: string | null = null; ; ) {
      const { ids, next } = await newest(after);
      const now = performance.now();
      const isNew = published.has(ids.at(-1) ?? "");
      for (const id of ids) {
        const at = published.get(id);
        if (at !== undefined) latencies.push(now - at);
        published.delete(id);
      }
      if (!isNew) return;
      after = next;
    }
  }

  async function lookAgainAndAgain(): Promise<void> {
    const end = () => (isPublishing ? Number.POSITIVE_INFINITY : patience);
    for (let since = performance.now(); performance.now() - since < end() && (isPublishing || published.size > 0); ) {
      if (isPublishing) since = performance.now();
      await Promise.all([look(), pause(50)]);
    }
  }

  await Promise.all([publish(), lookAgainAndAgain()]);
  await subgraph.stop();
  await log.close();
  const engine = options.elasticsearch ? "Elasticsearch" : "PostgreSQL";
  const figures = [0.5, 0.95, 0.99, 1].map((share) => `${Math.round(quantile(latencies, share))}`.padStart(7));
  report(`${"".padEnd(16)} ${["p50", "p95", "p99", "most"].map((title) => title.padStart(7)).join("")} ms`);
  report(`${engine.padEnd(16)} ${figures.join("")}    ${latencies.length} changes, ${rate}/s`);
  if (published.size > 0) report(`${published.size} were not seen within ${patience / 1_000} s`);
}

function changeOf(index: number) {
  const product = { ...generatedProduct(index), createdAt: new Date(Date.now() + index).toISOString() };
  return eventOf(productUpdated, {
    ...{ source: "catalog", subject: product.id, subjectVersion: 2 },
    data: { product: publishedForm(product) },
  });
}
