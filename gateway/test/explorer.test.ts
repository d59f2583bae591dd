import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { serveGraph } from "../src/pipeline/servedGraph.ts";
import { defaultLimits } from "../src/plugins/limits.ts";
import { loadSupergraph } from "../src/supergraph/load.ts";

const file = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

test("the explorer's examples and its own question fit the graph as it is published", async () => {
  const supergraph = await loadSupergraph(file("../../schema/supergraph.graphql"), { thread: false });
  const { read } = serveGraph(supergraph, new Map(), defaultLimits).variant(undefined)!.documents;
  const templates = ["examples.js", "schemaDocs.js"].flatMap((name) =>
    [...file(`../src/explorer/${name}`).matchAll(/(?:query:|introspection =) `([^`]+)`/g)].map((match) => match[1]!),
  );
  expect(templates.length).toBeGreaterThan(5);
  for (const template of templates) expect(() => read(template)).not.toThrow();
});
