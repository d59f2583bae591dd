import { IDENTITY_HEADER, signIdentity } from "@angidi/subgraph";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { GivenSettings } from "../../src/settings/settings.ts";
import { listening, type Running, tokenOf } from "../kit/gateway.ts";
import { signingKey } from "../kit/graph.ts";
import { type Goods, goods, shops } from "./world.ts";

type Caching = NonNullable<GivenSettings["caching"]>;

describe("the response cache", () => {
  let running: Running;
  let known: Goods;
  afterEach(() => running?.gateway.stop());

  async function started(caching: Caching = { responses: { enabled: true } }, settings: GivenSettings = {}) {
    known = goods();
    running = await listening(shops(known), { settings: { ...settings, caching } });
    return running;
  }

  const lamp = '{ good(id: "1") { id title } }';
  const bearer = async (claims: Parameters<typeof tokenOf>[0]) => ({
    authorization: `Bearer ${await tokenOf(claims)}`,
  });

  test("gives an answer again without asking anybody", async () => {
    const { post } = await started();
    const first = await post({ query: lamp });
    const second = await post({ query: lamp });
    expect(second.body).toEqual(first.body);
    expect(second.body).toEqual({ data: { good: { id: "1", title: "Lamp" } } });
    expect(known.asked.catalog).toBe(1);
    expect(first.headers.get("age")).toBeNull();
    expect(second.headers.get("age")).toBe("0");
    expect(second.headers.get("content-type")).toBe(first.headers.get("content-type"));
  });

  test("tells variables, operations and documents apart, but not the order of an input's fields", async () => {
    const { post } = await started();
    const query = "query Find($filter: Filter) { find(filter: $filter) { id title count { left } } }";
    await post({ query, variables: { filter: { text: "L", most: 1 } } });
    await post({ query, variables: { filter: { most: 1, text: "L" } } });
    expect(known.asked.stock).toBe(1);
    const other = await post({ query, variables: { filter: { text: "Ch", most: 1 } } });
    expect(other.body.data.find[0].title).toBe("Chair");
    const two = 'query A { good(id: "1") { title } } query B { good(id: "2") { title } }';
    expect((await post({ query: two, operationName: "A" })).body.data.good.title).toBe("Lamp");
    expect((await post({ query: two, operationName: "B" })).body.data.good.title).toBe("Chair");
  });

  test("shares between callers of equal rights what is for those, and between none what is for one", async () => {
    const { post } = await started();
    await post({ query: lamp });
    await post({ query: lamp }, await bearer({ sub: "ada" }));
    await post({ query: lamp }, await bearer({ sub: "bob" }));
    await post({ query: lamp }, await bearer({ sub: "eve", roles: ["ADMIN"] }));
    expect(known.asked.catalog).toBe(3);
    const mine = "{ mine { title } }";
    const [ada, bob] = [await bearer({ sub: "ada" }), await bearer({ sub: "bob" })];
    expect((await post({ query: mine }, ada)).body.data.mine.title).toBe("of ada");
    expect((await post({ query: mine }, bob)).body.data.mine.title).toBe("of bob");
    expect((await post({ query: mine }, ada)).headers.get("age")).toBe("0");
  });

  test("gives nobody what is withheld from them, nor keeps the answer that lacks it", async () => {
    const { post } = await started(
      { responses: { enabled: true } },
      {
        authentication: { scopesOfRoles: { ADMIN: ["staff"] } },
      },
    );
    const staff = await bearer({ sub: "eve", roles: ["ADMIN"] });
    const query = "{ forStaff }";
    expect((await post({ query }, staff)).body.data.forStaff).not.toBeNull();
    for (const _ of [1, 2]) {
      const refused = await post({ query }, await bearer({ sub: "bob" }));
      expect(refused.body.errors).toHaveLength(1);
      expect(refused.headers.get("age")).toBeNull();
      expect(refused.headers.get("cache-control")).toBe("no-store");
    }
    expect((await post({ query }, staff)).headers.get("age")).toBe("0");
  });

  test("keeps no answer with errors", async () => {
    const { post } = await started();
    known.failing = true;
    expect((await post({ query: lamp })).body.errors).toHaveLength(1);
    known.failing = false;
    expect((await post({ query: lamp })).body.data.good.title).toBe("Lamp");
  });

  test("lets those who ask the same at once wait for one answer", async () => {
    const { post } = await started();
    const held = Promise.withResolvers<void>();
    known.hold = held.promise;
    const asking = Array.from({ length: 20 }, () => post({ query: lamp }));
    setImmediate(() => setTimeout(held.resolve, 100));
    const answers = await Promise.all(asking);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(known.asked.catalog).toBe(1);
  });

  test("makes the answer anew for those who waited for one that failed", async () => {
    const { post } = await started();
    const held = Promise.withResolvers<void>();
    known.hold = held.promise;
    known.failing = true;
    const asking = [post({ query: lamp }), post({ query: lamp })];
    setTimeout(held.resolve, 100);
    const answers = await Promise.all(asking);
    expect(answers.every(({ body }) => body.errors.length === 1)).toBe(true);
  });

  test.each([
    ["an entity that its result holds", 'mutation { rename(id: "1", title: "Torch") { id } }'],
    ["an entity that its result does not show", 'mutation { rename(id: "1", title: "Torch") { __typename } }'],
    ["what nothing in its result tells of", 'mutation { add(id: "1", title: "Torch") { ok } }'],
  ])("reads what a mutation has just written: %s", async (_what, mutation) => {
    const { post } = await started();
    const list = "{ goods { id title } }";
    await post({ query: lamp });
    await post({ query: list });
    await post({ query: mutation });
    expect((await post({ query: lamp })).body.data.good.title).toBe("Torch");
    expect((await post({ query: list })).body.data.goods[0].title).toBe("Torch");
  });

  test("finds what was not there before a mutation", async () => {
    const { post } = await started();
    const query = '{ good(id: "3") { title } }';
    expect((await post({ query })).body.data.good).toBeNull();
    await post({ query: 'mutation { add(id: "3", title: "Desk") { ok } }' });
    expect((await post({ query })).body.data.good.title).toBe("Desk");
  });

  test("leaves what comes from other subgraphs as it is", async () => {
    const { post } = await started();
    await post({ query: lamp });
    await post({ query: '{ good(id: "1") { id count { left } } }' });
    await post({ query: 'mutation { put(id: "1", count: 3) }' });
    expect((await post({ query: lamp })).headers.get("age")).toBe("0");
    expect((await post({ query: '{ good(id: "1") { id count { left } } }' })).body.data.good.count.left).toBe(3);
  });

  test("does not keep what began before a write", async () => {
    const { post } = await started();
    const held = Promise.withResolvers<void>();
    known.hold = held.promise;
    const early = post({ query: lamp });
    while (known.asked.catalog === 0) await new Promise((resolve) => setImmediate(resolve));
    await post({ query: 'mutation { rename(id: "1", title: "Torch") { __typename } }' });
    const late = post({ query: lamp });
    held.resolve();
    expect((await early).body.data.good.title).toBe("Lamp");
    expect((await late).body.data.good.title).toBe("Torch");
    expect((await post({ query: lamp })).body.data.good.title).toBe("Torch");
  });

  test("does not keep what joined a read that began before a write", async () => {
    const { post } = await started();
    const held = Promise.withResolvers<void>();
    known.hold = held.promise;
    const early = post({ query: lamp });
    while (known.asked.catalog === 0) await new Promise((resolve) => setImmediate(resolve));
    await post({ query: 'mutation { rename(id: "1", title: "Torch") { __typename } }' });
    // Another document, and so another answer, of the same question to the subgraph.
    const late = post({ query: ` ${lamp}` });
    setTimeout(held.resolve, 100);
    await early;
    expect((await late).body.data.good.title).toBe("Torch");
    expect((await post({ query: ` ${lamp}` })).body.data.good.title).toBe("Torch");
  });

  test("forgets what it is told to, and no more", async () => {
    const { post, gateway } = await started();
    const chair = '{ good(id: "2") { id title } }';
    await post({ query: lamp });
    await post({ query: chair });
    known.titles.set("1", "Torch");
    await gateway.invalidate(["Good:1"]);
    expect((await post({ query: lamp })).body.data.good.title).toBe("Torch");
    expect((await post({ query: chair })).headers.get("age")).toBe("0");
  });

  test("is told by services, and by nobody else, what has changed past the gateway", async () => {
    const { post, origin } = await started(
      { responses: { enabled: true } },
      {
        authentication: { services: { importer: { scopes: [] } } },
      },
    );
    const order = (headers: Record<string, string>, body: unknown = { tags: ["Good:1"] }) =>
      fetch(`${origin}/cache/invalidate`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }).then(({ status }) => status);
    const importer = { kind: "service", service: "importer", onBehalfOf: { kind: "anonymous" } } as const;
    const service = { [IDENTITY_HEADER]: signIdentity({ caller: importer, requestId: "r" }, signingKey) };

    await post({ query: lamp });
    known.titles.set("1", "Torch");
    expect(await order({})).toBe(401);
    expect(await order(await bearer({ sub: "ada", roles: ["ADMIN"] }))).toBe(403);
    expect(await order(service, { tags: [] })).toBe(400);
    expect((await post({ query: lamp })).body.data.good.title).toBe("Lamp");
    expect(await order(service)).toBe(204);
    expect((await post({ query: lamp })).body.data.good.title).toBe("Torch");
  });

  test("answers from what is kept in an event stream, too", async () => {
    const { post, url } = await started();
    const { body } = await post({ query: lamp });
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ query: lamp }),
    });
    expect(await answer.text()).toContain(`event: next\ndata: ${JSON.stringify(body)}\n`);
    expect(known.asked.catalog).toBe(1);
  });

  test("answers from what is kept with extensions of the request's own", async () => {
    const { post } = await started({ responses: { enabled: true } });
    const headers = { "graphql-cost": "report" };
    await post({ query: lamp });
    const answer = await post({ query: lamp }, headers);
    expect(answer.body.data.good.title).toBe("Lamp");
    expect(answer.body.extensions.cost).toBeDefined();
    expect(answer.headers.get("age")).toBe("0");
  });

  test("makes answers anew for those who ask for it, if they may", async () => {
    const { post } = await started({ responses: { enabled: true, mayBypass: true } });
    await post({ query: "{ slogan }" });
    expect((await post({ query: "{ slogan }" })).body.data.slogan).toBe("0");
    expect((await post({ query: "{ slogan }" }, { "cache-control": "no-cache" })).body.data.slogan).toBe("1");
    expect((await post({ query: "{ slogan }" })).body.data.slogan).toBe("1");
    expect((await post({ query: "{ slogan }" }, { "cache-control": "no-store" })).body.data.slogan).toBe("2");
    expect((await post({ query: "{ slogan }" })).body.data.slogan).toBe("1");
  });

  test("keeps apart what header rules tell subgraphs", async () => {
    const { post } = await started(
      { responses: { enabled: true } },
      {
        headers: { all: [{ propagate: { named: "accept-language" } }] },
      },
    );
    await post({ query: lamp }, { "accept-language": "de" });
    await post({ query: lamp }, { "accept-language": "en" });
    await post({ query: lamp }, { "accept-language": "de" });
    expect(known.asked.catalog).toBe(2);
  });
});

describe("cache-control", () => {
  let running: Running;
  afterEach(() => running?.gateway.stop());

  const get = async (query: string, caching: Caching = {}) => {
    running = await listening(shops(goods()), { settings: { caching } });
    return fetch(`${running.url}?query=${encodeURIComponent(query)}`, {
      headers: { accept: "application/graphql-response+json" },
    });
  };

  test.each([
    ["{ slogan }", "public, max-age=60"],
    ['{ good(id: "1") { title } }', "private, max-age=60"],
    ["{ motto }", "no-store"],
    ["{ __typename }", "no-store"],
    ["{ nothing }", "no-store"],
  ])("of %s is %s", async (query, expected) => {
    const answer = await get(query);
    await answer.text();
    expect(answer.headers.get("cache-control")).toBe(expected);
    if (expected !== "no-store") {
      expect(answer.headers.get("vary")).toMatch(/Origin, Accept, authorization/);
    }
  });

  test("is told below the graph's path, too", async () => {
    running = await listening(shops(goods()), { settings: { variants: { all: {} } } });
    const controlOf = async (query: string) => {
      const answer = await fetch(`${running.url}/all?query=${encodeURIComponent(query)}`, {
        headers: { accept: "application/graphql-response+json" },
      });
      await answer.text();
      return answer.headers.get("cache-control");
    };
    expect(await controlOf("{ slogan }")).toBe("public, max-age=60");
    expect(await controlOf("{ motto }")).toBe("no-store");
  });

  test("is no-store for everything if the settings say so", async () => {
    const answer = await get("{ slogan }", { headers: false });
    await answer.text();
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});
