import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { listening, type Running } from "../kit/gateway.ts";
import { type Goods, goods, shops } from "./world.ts";

/** The same numbers for the same seed (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const ids = ["1", "2", "3", "4"];

function anyRead(number: (below: number) => number): { query: string; variables: object } {
  const fields = [
    "id",
    "title",
    "maker { name rating }",
    "count { left }",
    "part { size }",
    "draft { id }",
    "__typename",
  ];
  const selection = fields.filter(() => number(2) === 0).join(" ") || "id";
  const id = ids[number(ids.length)]!;
  const roots = [
    `good(id: "${id}") { ${selection} }`,
    `goods { ${selection} }`,
    `find(filter: $filter) { ${selection} }`,
    `again: good(id: "${id}") { name: title same: id }`,
    `shelf { ... on Good { ${selection} } ... on Note { text } }`,
  ];
  const chosen = roots.filter(() => number(3) === 0);
  const body = (chosen.length > 0 ? chosen : [roots[0]!]).join(" ");
  const takesFilter = body.includes("$filter");
  return {
    query: takesFilter ? `query Read($filter: Filter) { ${body} }` : `{ ${body} }`,
    variables: takesFilter ? { filter: { text: ["", "L", "new"][number(3)], most: 1 + number(3) } } : {},
  };
}

function anyWrite(number: (below: number) => number): string {
  const id = ids[number(ids.length)]!;
  const title = `new ${number(1_000)}`;
  return [
    `mutation { rename(id: "${id}", title: "${title}") { id } }`,
    `mutation { rename(id: "${id}", title: "${title}") { __typename } }`,
    `mutation { add(id: "${id}", title: "${title}") { ok } }`,
    `mutation { put(id: "${id}", count: ${number(100)}) }`,
    `mutation { rate(name: "Maker of ${id}", rating: ${number(100)}) }`,
    `mutation { put(id: "${id}", count: ${number(100)}) add(id: "${id}", title: "${title}") { good { title } } }`,
  ][number(6)]!;
}

describe("a gateway that keeps answers", () => {
  let known: Goods;
  let keeping: Running;
  let plain: Running;

  beforeAll(async () => {
    known = goods();
    // Both over the same goods, so that one's writes are the other's.
    const subgraphs = shops(known);
    keeping = await listening(subgraphs, {
      settings: { caching: { responses: { enabled: true, entries: 50 }, entities: { enabled: true } } },
    });
    plain = await listening(subgraphs, {});
  });
  afterAll(async () => {
    await keeping?.gateway.stop();
    await plain?.gateway.stop();
  });

  test.each([1, 2, 3, 4, 5])("answers as one that does not, through writes in between (seed %d)", async (seed) => {
    const number = numbersFrom(seed);
    const reads = Array.from({ length: 12 }, () => anyRead(number));
    let hits = 0;
    for (let step = 0; step < 150; step++) {
      const choice = number(10);
      if (choice === 0) await keeping.post({ query: anyWrite(number) });
      else if (choice === 1) {
        // Not through the gateway: it is told what has changed.
        const id = ids[number(ids.length)]!;
        known.titles.set(id, `moved ${step}`);
        await keeping.gateway.invalidate([`Good:${id}`, "Good[]"]);
      } else {
        const read = reads[number(reads.length)]!;
        const [answer, expected] = [await keeping.post(read), await plain.post(read)];
        expect(answer.body).toEqual(expected.body);
        if (answer.headers.has("age")) hits++;
      }
    }
    expect(hits).toBeGreaterThan(10);
  });

  test("asks no subgraph again for an entity that it knows, in whichever answer it is", async () => {
    await keeping.post({ query: '{ good(id: "1") { maker { rating } } }' });
    const { ratings } = known.asked;
    const { body } = await keeping.post({ query: '{ again: good(id: "1") { the: maker { rating name } } }' });
    expect(body.data.again.the.name).toBe("Maker of 1");
    expect(known.asked.ratings).toBe(ratings);
    await keeping.post({ query: 'mutation { rate(name: "Maker of 1", rating: 77) }' });
    const after = await keeping.post({ query: '{ good(id: "1") { maker { rating } } }' });
    expect(after.body.data.good.maker.rating).toBe(77);
  });

  test("answers reads and writes that overlap so that a read after a write sees it", async () => {
    for (let round = 0; round < 40; round++) {
      const title = `round ${round}`;
      const query = '{ good(id: "1") { title } goods { id title } }';
      const early = Array.from({ length: 5 }, () => keeping.post({ query }));
      await keeping.post({ query: `mutation { rename(id: "1", title: "${title}") { __typename } }` });
      const late = await Promise.all(Array.from({ length: 5 }, () => keeping.post({ query })));
      expect(late.map(({ body }) => body.data.good.title)).toEqual(Array(5).fill(title));
      await Promise.all(early);
    }
  });
});
