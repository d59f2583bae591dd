/**
 * How long searches take on a catalogue of made-up products, alone on the machine:
 *
 *     node subgraphs/search/bench/search.ts [--elasticsearch URL] [--products N] [--searches N] [--folder FOLDER]
 *
 * Sends searches one after another through the subgraph's schema. 100000 products and 200 searches of each kind unless
 * said. In a folder that is given PostgreSQL's index is kept, and used again.
 */
import { parseArgs } from "node:util";
import { loadOperations } from "@angidi/service-client";
import { anonymous, IDENTITY_HEADER, signIdentity } from "@angidi/subgraph";
import { createSearch } from "../src/subgraph.ts";
import { colours, kinds, madeUpWord, qualities, randomOf } from "./generate.ts";
import { openPlace, quantile, report } from "./place.ts";

const { values: options } = parseArgs({
  options: {
    elasticsearch: { type: "string" },
    products: { type: "string", default: "100000" },
    searches: { type: "string", default: "200" },
    folder: { type: "string" },
  },
});
const [products, searches] = [Number(options.products), Number(options.searches)];
const operations = loadOperations(new URL("../test/operations.graphql", import.meta.url));

const place = await openPlace({ products, elasticsearch: options.elasticsearch, folder: options.folder });
const { signingKey } = place.configuration;
try {
  await measure(await createSearch(place.configuration, place.surroundings));
} finally {
  await place.remove();
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
  const at = (share: number) => `${quantile(times, share).toFixed(1)} ms`.padStart(9);
  return `${kind.padEnd(32)} ${String(found).padStart(6)} ${at(0.5)} ${at(0.95)}`;
}
