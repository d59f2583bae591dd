import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { listening, type Running } from "./kit/gateway.ts";
import { subgraph } from "./kit/graph.ts";

const shop = () =>
  subgraph("shop", `type Query { title: String margin: Int @tag(name: "staff") }`, {
    resolvers: { Query: { title: () => "Lamp", margin: () => 3 } },
  });
const examples = [{ name: "The title", document: "query Title { title }", variables: {} }];

let running: Running;
beforeAll(async () => {
  running = await listening([shop()], {
    settings: { variants: { shopper: { exclude: ["staff"] }, admin: {} } },
    explorerExamples: examples,
  });
});
afterAll(() => running.gateway.stop());

const get = (path: string, accept = "*/*") => fetch(running.origin + path, { headers: { accept } });
const getPage = (path: string) => get(path, "text/html,*/*;q=0.8");

/** A page's or a script's references to scripts and style sheets, as paths of the gateway. */
function referencesOf(text: string, from: string): string[] {
  const inMarkup = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)];
  const inScript = [...text.matchAll(/\b(?:from|import)\s*\(?\s*['"]([./][^'"]+)['"]/g)];
  return [...inMarkup, ...inScript].map(([, path]) => new URL(path!, running.origin + from).pathname);
}

describe("the explorer's page", () => {
  test("is served to browsers at the root, at the graph and at its variants", async () => {
    for (const path of ["/", "/graphql", "/graphql/shopper"]) {
      const answer = await getPage(path);
      expect(answer.headers.get("content-type")).toMatch("text/html");
    }
    expect((await get("/graphql?query={title}", "application/json")).headers.get("content-type")).toMatch("json");
  });

  test("may load nothing but what the gateway serves, and runs nothing that is written into it", async () => {
    const answer = await getPage("/");
    const policy = answer.headers.get("content-security-policy")!;
    expect(policy).toMatch("default-src 'none'");
    expect(policy).toMatch("script-src 'self';");
    expect(policy).toMatch("style-src 'self';");
    expect(policy).not.toMatch("unsafe");
    const page = await answer.text();
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    expect([...page.matchAll(/https?:\/\/[^"]+/g)].map(String)).toEqual([
      "https://studio.apollographql.com/sandbox/explorer",
    ]);
  });

  test("finds every script and style sheet that it and they refer to", async () => {
    const paths = new Set(referencesOf(await (await getPage("/")).text(), "/"));
    for (const path of paths) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      const text = await answer.text();
      const isOurs = !path.includes("/graphql-");
      if (isOurs) expect(text.replaceAll("https://studio.apollographql.com", "")).not.toMatch(/https?:\/\//);
      expect(answer.headers.get("cache-control")).toBe(isOurs ? "no-cache" : "public, max-age=31536000, immutable");
      for (const next of referencesOf(text, path)) paths.add(next);
    }
    expect(paths.size).toBeGreaterThan(100);
  });

  test("is told the variants and the examples, and knows no graph by itself", async () => {
    expect(await (await get("/explorer/graph.json")).json()).toEqual({
      path: "/graphql",
      variants: ["shopper", "admin"],
    });
    expect(await (await get("/explorer/examples.json")).json()).toEqual(examples);
    const main = readFileSync(new URL("../src/explorer/main.js", import.meta.url), "utf8");
    expect(main).not.toMatch(/angidi|product/i);
  });

  test("has no examples unless the program gives some", async () => {
    const plain = await listening([shop()]);
    expect(await (await fetch(`${plain.origin}/explorer/examples.json`)).json()).toEqual([]);
    await plain.gateway.stop();
  });
});
