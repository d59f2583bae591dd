import { describe, expect, test } from "@jest/globals";
import { explorerModule, schema } from "./kit/explorer.ts";

const { search } = await explorerModule("documentation/search.js");
const { curlOf } = await explorerModule("graph/curl.js");
const { eventsOf } = await explorerModule("graph/eventStream.js");
const { withIncrement } = await explorerModule("graph/increments.js");
const { partsOf } = await explorerModule("graph/multipart.js");
const { History } = await explorerModule("kept/history.js");
const { fromFragment, toFragment } = await explorerModule("kept/shareLink.js");
const { kept } = await explorerModule("kept/storage.js");
const { Tabs } = await explorerModule("kept/tabs.js");
const { headersIn } = await explorerModule("views/headerFields.js");

/** A browser's storage. */
function storage() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

describe("tabs", () => {
  test("are there again at the next visit", () => {
    const store = kept(storage(), "tabs");
    const tabs = new Tabs(store);
    tabs.change({ document: "query First { a }" });
    tabs.open({ document: "{ second }", variables: "{}" });
    const again = new Tabs(store);
    expect(again.all.map(({ title, isActive }: { title: string; isActive: boolean }) => [title, isActive])).toEqual([
      ["First", false],
      ["second", true],
    ]);
  });

  test("close without ever being none", () => {
    const tabs = new Tabs(kept(storage(), "tabs"));
    tabs.change({ document: "{ a }" });
    tabs.open({ document: "{ b }" });
    tabs.close(1);
    expect(tabs.active.document).toBe("{ a }");
    tabs.close(0);
    expect(tabs.all).toHaveLength(1);
    expect(tabs.active.document).toBe("");
  });

  test("begin anew when what was kept is spoilt", () => {
    const spoilt = { getItem: () => `{"tabs":[{"document":5}],"active":7}`, setItem: () => {} };
    expect(new Tabs(kept(spoilt, "tabs")).all).toHaveLength(1);
    expect(new Tabs(kept({ ...spoilt, getItem: () => "no json" }, "tabs")).all).toHaveLength(1);
  });
});

describe("history", () => {
  test("has the latest first, the same operation once, and is found by a word", () => {
    const history = new History(kept(storage(), "history"));
    const entry = (title: string) => ({ title, document: `query ${title} { a }`, variables: "", when: 0 });
    for (const title of ["One", "Two", "One"]) history.add(entry(title));
    expect(history.entries.map(({ title }: { title: string }) => title)).toEqual(["One", "Two"]);
    expect(history.find("two")).toHaveLength(1);
    for (let count = 0; count < 150; count++) history.add(entry(`Q${count}`));
    expect(history.entries).toHaveLength(100);
  });
});

describe("a shared link", () => {
  test("carries document, variables and variant, in letters that links bear", async () => {
    const shared = { document: "query Ü { ☃ }\n".repeat(50), variables: `{"a": 1}`, variant: "shopper" };
    const fragment = await toFragment(shared);
    expect(fragment).toMatch(/^#operation=[\w-]+$/);
    expect(fragment.length).toBeLessThan(300);
    expect(await fromFragment(fragment)).toEqual(shared);
  });

  test("that cannot be read shares nothing", async () => {
    for (const fragment of ["", "#operation=", "#operation=AAAA", "#other"]) {
      expect(await fromFragment(fragment)).toBeUndefined();
    }
  });
});

describe("answers", () => {
  const streamOf = (...chunks: string[]) => {
    const bytes = chunks.map((chunk) => new TextEncoder().encode(chunk));
    return ReadableStream.from(bytes);
  };

  test("in parts are read as they come, wherever they are cut", async () => {
    const text = `\r\n--x\r\ncontent-type: application/json\r\n\r\n{"a":1}\r\n--x\r\n\r\n{"b":"ü"}\r\n--x--\r\n`;
    for (const chunks of [[text], [...text], [text.slice(2)]]) {
      const parts = [];
      for await (const part of partsOf(streamOf(...chunks), `multipart/mixed; boundary="x"`)) parts.push(part);
      expect(parts).toEqual([{ a: 1 }, { b: "ü" }]);
    }
  });

  test("grow by increments", () => {
    let result = withIncrement(undefined, { data: { a: { b: 1 }, list: [1] }, hasNext: true });
    result = withIncrement(result, { incremental: [{ path: ["a"], data: { c: 2 } }], hasNext: true });
    result = withIncrement(result, { incremental: [{ path: ["list", 1], items: [2, 3] }], hasNext: false });
    expect(result).toEqual({ data: { a: { b: 1, c: 2 }, list: [1, 2, 3] } });
  });

  test("in an event stream are read without its heartbeats", async () => {
    const events = [];
    for await (const event of eventsOf(
      streamOf(":\n\nevent: ne", "xt\ndata: {}\n\n:\n\nevent: complete\ndata: \n\n"),
    )) {
      events.push(event);
    }
    expect(events).toEqual([
      { event: "next", data: "{}" },
      { event: "complete", data: "" },
    ]);
  });
});

test("the schema is searched by types, members and arguments, the nearest first", () => {
  const found = (text: string) =>
    search(schema, text).map(
      ({
        type,
        member,
        argument,
      }: {
        type: { name: string };
        member?: { name: string };
        argument?: { name: string };
      }) => [type.name, member?.name, argument?.name].filter(Boolean).join("."),
    );
  expect(found("product").slice(0, 2)).toEqual(["Product", "Query.product"]);
  expect(found("slug")).toEqual(["Query.product.slug"]);
  expect(found("product.ti")).toEqual(["Product.title"]);
  expect(found("EUR")).toEqual(["Currency.EUR"]);
});

test("a command for a shell quotes what it must", () => {
  const command = curlOf({ url: "http://here/graphql", headers: { "x-a": "it's" }, operation: { query: "{ a }" } });
  expect(command).toMatch(`-H 'x-a: it'\\''s'`);
  expect(command).toMatch(`--data-raw '{"query":"{ a }"}'`);
});

test("headers are those that are on and have a name", () => {
  const rows = [
    { name: " Authorization", value: "Bearer x ", isOn: true },
    { name: "x-off", value: "1", isOn: false },
    { name: "", value: "1", isOn: true },
  ];
  expect(headersIn(rows)).toEqual({ authorization: "Bearer x" });
});
