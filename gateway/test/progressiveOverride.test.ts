import { expect, test } from "@jest/globals";
import type { Exchange } from "../src/pipeline/exchange.ts";
import { progressiveOverride } from "../src/planning/progressiveOverride.ts";
import { listening } from "./kit/gateway.ts";
import { subgraph } from "./kit/graph.ts";

const exchangeOf = (overrideLabels: readonly string[]) =>
  ({ graph: { supergraph: { overrideLabels } } }) as unknown as Exchange;

test("a label holds for its share of the requests", () => {
  const at = (drawn: number) =>
    progressiveOverride({ beta: 50 }, () => drawn)(exchangeOf(["percent(20)", "beta", "unknown"]));
  expect([...at(0.1)!.values()]).toEqual([true, true, false]);
  expect([...at(0.3)!.values()]).toEqual([false, true, false]);
  expect([...at(0.9)!.values()]).toEqual([false, false, false]);
});

test("a supergraph without labels needs no decision", () => {
  expect(progressiveOverride({})(exchangeOf([]))).toBeUndefined();
});

test.each([
  ["0", "old"],
  ["100", "new"],
])("a field moves to the other subgraph for %s %% of the requests", async (percent, from) => {
  const old = subgraph("old", `type Query { item: Item } type Item @key(fields: "id") { id: ID! price: String }`, {
    resolvers: { Query: { item: () => ({ id: "1" }) }, Item: { price: () => "old" } },
    entities: { Item: (references) => references },
  });
  const next = subgraph(
    "next",
    `type Item @key(fields: "id") { id: ID! price: String @override(from: "old", label: "percent(${percent})") }`,
    { resolvers: { Item: { price: () => "new" } }, entities: { Item: (references) => references } },
  );
  const { gateway, post } = await listening([old, next]);
  expect((await post({ query: "{ item { price } }" })).body).toEqual({ data: { item: { price: from } } });
  await gateway.stop();
});
