import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { metricsRoute } from "@angidi/telemetry";
import { eventually } from "@angidi/testing";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { Plugin } from "../src/pipeline/plugin.ts";
import { rateLimits } from "../src/plugins/rateLimits.ts";
import { allowancesInMemory } from "../src/rateLimits/inMemory.ts";
import { addressOf } from "../src/rateLimits/who.ts";
import { rateLimitsSettings } from "../src/settings/rateLimits.ts";
import type { GivenSettings } from "../src/settings/settings.ts";
import { listening, type Running, tokenOf } from "./kit/gateway.ts";
import { worldOf } from "./kit/graph.ts";
import { library } from "./kit/library.ts";

type Rules = NonNullable<NonNullable<GivenSettings["rateLimits"]>["rules"]>;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function started(settings: GivenSettings): Promise<Running> {
  const running = await listening([library()], { settings, routes: [metricsRoute({ from: "loopback" })] });
  closing.push(() => running.gateway.stop());
  return running;
}

/** A gateway with these rules, each an hour long unless it says otherwise: no point comes back during a test. */
function limitedBy(
  rules: Rules,
  others: Omit<NonNullable<GivenSettings["rateLimits"]>, "rules"> = {},
): Promise<Running> {
  return started({ rateLimits: { rules: rules.map((rule) => ({ perSeconds: 3_600, ...rule })), ...others } });
}

/** Costs as much as is said. */
const reading = (cost: number) => ({ query: `{ newest(limit: ${cost}) { id } }` });
const codeOf = ({ body }: { body: { errors?: { extensions: { code: string } }[] } }) =>
  body.errors?.[0]?.extensions.code;

describe("the cost of an operation", () => {
  test("over the maximum is refused before anything is executed", async () => {
    const { post } = await started({ cost: { maximum: 20 } });
    expect((await post(reading(20))).status).toBe(200);
    const { status, body } = await post(reading(21));
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [
        {
          message: "The operation costs 21; at most 20 is allowed",
          extensions: { code: "COST_LIMIT_EXCEEDED", cost: 21, maximum: 20 },
        },
      ],
    });
    const query = "query($limit: Int!) { newest(limit: $limit) { id } }";
    expect((await post({ query, variables: { limit: 3 } })).status).toBe(200);
    expect((await post({ query, variables: { limit: 30 } })).status).toBe(400);
  });

  test("over the maximum is let through where costs are only measured", async () => {
    const { post } = await started({ cost: { maximum: 20, mode: "measure" } });
    expect((await post(reading(21))).body.data.newest).toHaveLength(21);
  });

  test("is told to those who ask for it, by a header or by an extension", async () => {
    const { post } = await started({ cost: { maximum: 500 } });
    expect((await post(reading(3))).body.extensions).toBeUndefined();
    const told = { cost: { requested: 3, maximum: 500 } };
    expect((await post(reading(3), { "graphql-cost": "report" })).body.extensions).toEqual(told);
    expect((await post({ ...reading(3), extensions: { cost: true } })).body.extensions).toEqual(told);
  });

  test("is told to all or to nobody where the settings say so", async () => {
    const always = await started({ cost: { report: "always" } });
    expect((await always.post(reading(3))).body.extensions.cost.requested).toBe(3);
    const never = await started({ cost: { report: "never" } });
    expect((await never.post(reading(3), { "graphql-cost": "report" })).body.extensions).toBeUndefined();
  });

  test("is told with the points that are left, and when it could be afforded again", async () => {
    const { post } = await limitedBy([{ name: "reads", by: "ip", points: 100 }]);
    const asked = { "graphql-cost": "report" };
    expect((await post(reading(40), asked)).body.extensions.cost).toEqual({
      requested: 40,
      remaining: 60,
    });
    const { remaining, retryAfter } = (await post(reading(40), asked)).body.extensions.cost;
    expect(remaining).toBe(20);
    // 20 points of 100 in an hour.
    expect(retryAfter).toBeGreaterThan(700);
    expect(retryAfter).toBeLessThanOrEqual(720);
  });
});

describe("who has spent what a rule allows", () => {
  test("is refused with 429 and told when to come back", async () => {
    const { post } = await limitedBy([{ name: "reads", by: "ip", points: 10, perSeconds: 100 }]);
    const first = await post(reading(9));
    expect(first.status).toBe(200);
    expect(first.headers.get("ratelimit-policy")).toBe(`"reads";q=10;w=100`);
    expect(first.headers.get("ratelimit")).toBe(`"reads";r=1;t=90`);
    const { status, headers, body } = await post(reading(9));
    expect(status).toBe(429);
    const retryAfter = Number(headers.get("retry-after"));
    expect(retryAfter).toBeGreaterThan(70);
    expect(retryAfter).toBeLessThanOrEqual(80);
    expect(headers.get("ratelimit")).toMatch(/^"reads";r=1;t=\d+$/);
    expect(body.data).toBeUndefined();
    expect(body.errors).toEqual([
      {
        message: `Too much was asked for in a short time; try again in ${retryAfter} s`,
        extensions: { code: "RATE_LIMITED", retryAfter, rule: "reads", cost: 9 },
      },
    ]);
    // What fits is let through still.
    expect((await post(reading(1))).status).toBe(200);
  });

  test("is served again when the time has passed", async () => {
    const { post } = await limitedBy([{ name: "reads", by: "ip", points: 20, perSeconds: 1 }]);
    await post(reading(20));
    const refused = await post(reading(10));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    await eventually(async () => expect((await post(reading(10))).status).toBe(200));
  });

  test("pays at least a point for each operation", async () => {
    const { post } = await limitedBy([{ name: "reads", by: "ip", points: 2 }]);
    const answers = [await post({ query: "{ version }" }), await post({ query: "{ __typename }" })];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await post({ query: "{ version }" })).status).toBe(429);
  });

  test("is not charged by other rules for what one refuses", async () => {
    const { post } = await limitedBy([
      { name: "all", by: "ip", points: 100 },
      { name: "changes", by: "ip", of: "mutation", points: 15 },
    ]);
    const lend = { query: `mutation { lend(id: "1") { id } }` };
    expect((await post(lend)).headers.get("ratelimit")).toMatch(/^"all";r=89;t=\d+, "changes";r=4;t=\d+$/);
    expect((await post(lend)).status).toBe(429);
    expect((await post(reading(1))).headers.get("ratelimit")).toMatch(/^"all";r=88;/);
  });

  test("is refused at the door, whatever is sent, for requests that are none", async () => {
    const { post } = await limitedBy([{ name: "addresses", by: "ip", points: 50 }], { refusedPoints: 20 });
    expect(codeOf(await post({ query: "{ nonsense }" }))).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(codeOf(await post(reading(1), { authorization: "Bearer nonsense" }))).toBe("UNAUTHENTICATED");
    expect(codeOf(await post({ query: "{" }))).toBe("GRAPHQL_PARSE_FAILED");
    const refused = await post({ query: "{ nonsense }" });
    expect([refused.status, codeOf(refused)]).toEqual([429, "RATE_LIMITED"]);
    expect(codeOf(await post(reading(1), { authorization: "Bearer nonsense" }))).toBe("RATE_LIMITED");
  });

  test("pays a point for asking by a hash that is not known yet, as automatic documents begin", async () => {
    const { post } = await limitedBy([{ name: "addresses", by: "ip", points: 50 }], { refusedPoints: 20 });
    const query = "{ version }";
    const sha256Hash = createHash("sha256").update(query).digest("hex");
    const extensions = { persistedQuery: { version: 1, sha256Hash }, cost: true };
    expect(codeOf(await post({ extensions }))).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect((await post({ query, extensions })).body.extensions.cost.remaining).toBe(48);
  });

  test("is told apart by the program, too, however long the name that it gives itself", async () => {
    const settings = rateLimitsSettings.parse({ rules: [{ name: "programs", by: "program", points: 2 }] });
    const limited = rateLimits(settings, allowancesInMemory(1_000));
    const program: Plugin = {
      name: "program",
      onRequest(exchange) {
        exchange.program = { name: String(exchange.incoming.headers["apollographql-client-name"]), version: "" };
      },
    };
    const { run } = worldOf([library()], { plugins: [limited.atTheDoor, program, limited.byCost] });
    const askAs = (name: string) => run("{ version }", {}, { headers: { "apollographql-client-name": name } });
    const long = "a".repeat(5_000);
    for (const name of ["shop", "till", `${long}1`, `${long}2`]) {
      expect([(await askAs(name)).data, (await askAs(name)).data]).toEqual([{ version: "1" }, { version: "1" }]);
      expect((await askAs(name)).errors).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
    }
  });

  test("is told apart as the rule says", async () => {
    const key = randomUUID();
    const running = await started({
      authentication: {
        apiKeys: { keys: [{ id: "partner", sha256: createHash("sha256").update(key).digest("hex") }] },
      },
      rateLimits: {
        rules: [
          { name: "users", by: "user", points: 10, perSeconds: 3_600 },
          { name: "keys", by: "apiKey", points: 20, perSeconds: 3_600 },
          { name: "clients", by: "client", points: 30, perSeconds: 3_600 },
        ],
      },
    });
    const spend = async (headers: Record<string, string>) => {
      for (let spent = 0; ; spent += 5) {
        const { status, body } = await running.post(reading(5), headers);
        if (status === 429) return [spent, body.errors[0].extensions.rule];
      }
    };
    const token = async (sub: string) => ({ authorization: `Bearer ${await tokenOf({ sub })}` });
    expect(await spend(await token("ada"))).toEqual([10, "users"]);
    expect(await spend(await token("bob"))).toEqual([10, "users"]);
    expect(await spend({ "x-api-key": key })).toEqual([20, "keys"]);
    expect(await spend({})).toEqual([30, "clients"]);
  });
});

describe("a rule is about", () => {
  async function charged(of: Rules[number]["of"], body: object): Promise<boolean> {
    const { post, gateway } = await listening([library()], {
      settings: { rateLimits: { rules: [{ name: "rule", by: "everyone", of, points: 1_000 }] } },
    });
    const { headers } = await post(body);
    await gateway.stop();
    return headers.has("ratelimit");
  }

  test("kinds of operations", async () => {
    expect(await charged("any", reading(1))).toBe(true);
    expect(await charged("query", reading(1))).toBe(true);
    expect(await charged("mutation", reading(1))).toBe(false);
    expect(await charged("mutation", { query: `mutation { return(id: "1") }` })).toBe(true);
  });

  test("operations by their names", async () => {
    const query = "query Version { version } query Other { version }";
    expect(await charged({ operations: ["Version"] }, { query, operationName: "Version" })).toBe(true);
    expect(await charged({ operations: ["Version"] }, { query, operationName: "Other" })).toBe(false);
  });

  test("fields, wherever they are selected", async () => {
    const fields = ["Mutation.lend", "Book.score", "Named.name"];
    expect(await charged({ fields }, { query: `mutation { back: return(id: "1") }` })).toBe(false);
    expect(await charged({ fields }, { query: `mutation { harmless: lend(id: "1") { id } }` })).toBe(true);
    expect(
      await charged({ fields }, { query: `mutation { ...M } fragment M on Mutation { lend(id: "1") { id } }` }),
    ).toBe(true);
    expect(await charged({ fields }, { query: `{ book(id: "1") { ... { score } } }` })).toBe(true);
    expect(await charged({ fields }, { query: `{ book(id: "1") { id } }` })).toBe(false);
    // A field of an interface is its objects', and the other way round.
    expect(await charged({ fields }, { query: `{ book(id: "1") { name } }` })).toBe(true);
    expect(await charged({ fields: ["Book.name"] }, { query: `{ named { name } }` })).toBe(true);
    const query = `query A { version } query B { book(id: "1") { score } }`;
    expect(await charged({ fields }, { query, operationName: "A" })).toBe(false);
  });
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::1", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:0db8:0001:0002::", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("the address %s is counted as %s", (address, counted) => expect(addressOf(address)).toBe(counted));

describe("over WebSocket", () => {
  async function listen(running: Running, query: string): Promise<unknown[]> {
    const client = createClient({ url: running.url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 });
    try {
      const results: unknown[] = [];
      for await (const result of client.iterate({ query })) results.push(result);
      return results;
    } finally {
      await client.dispose();
    }
  }

  test("a subscription is charged when it is opened, not by its events", async () => {
    const running = await limitedBy([{ name: "listening", by: "ip", of: "subscription", points: 2 }]);
    for (let opened = 0; opened < 2; opened++) {
      expect(await listen(running, "subscription { lent(times: 20) { id } }")).toHaveLength(20);
    }
    // An `error` message, which the client throws.
    const refused = listen(running, "subscription { lent(times: 20) { id } }");
    await expect(refused).rejects.toMatchObject([
      { extensions: { code: "RATE_LIMITED", rule: "listening", retryAfter: expect.any(Number) } },
    ]);
    expect(await listen(running, "{ version }")).toEqual([{ data: { version: "1" } }]);
  });
});

test("the metrics say what operations cost and which rules refuse", async () => {
  const { post, origin } = await limitedBy([{ name: "measured", by: "ip", points: 40 }]);
  for (const cost of [2, 25, 25]) await post(reading(cost));
  const text = await (await fetch(`${origin}/metrics`)).text();
  expect(text).toMatch(/angidi_gateway_operation_cost_bucket\{kind="query",le="3"\} [1-9]/);
  expect(text).toMatch(/angidi_gateway_operation_cost_count\{kind="query"\} \d/);
  expect(text).toContain('angidi_gateway_rate_limited_total{rule="measured"} 1');
});

describe("while Redis is away", () => {
  const rules: Rules = [{ name: "reads", by: "ip", points: 10, perSeconds: 3_600 }];

  test("each replica counts for itself", async () => {
    const nobody = createServer();
    const redisUrl = await urlOf(nobody);
    nobody.close();
    const { post } = await limitedBy(rules, { redisUrl });
    expect((await post(reading(8))).status).toBe(200);
    expect((await post(reading(8))).status).toBe(429);
  });

  test("nobody waits for one that does not answer longer than the settings say", async () => {
    const silentServer = createServer((socket) => socket.on("error", () => {}).resume());
    const { post } = await limitedBy(rules, { redisUrl: await urlOf(silentServer), redisTimeoutMilliseconds: 50 });
    const began = performance.now();
    expect((await post(reading(8))).status).toBe(200);
    expect((await post(reading(8))).status).toBe(429);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

const redisUrl = process.env.REDIS_URL;

(redisUrl ? describe : describe.skip)("two gateways on one Redis (without REDIS_URL this is left out)", () => {
  /** A way to Redis that can be cut. */
  async function wayToRedis() {
    const { hostname, port } = new URL(redisUrl!);
    const open = new Set<{ destroy(): void }>();
    let isCut = false;
    const proxy = createServer((socket) => {
      if (isCut) return socket.destroy();
      const onward = connect(Number(port), hostname);
      for (const [one, other] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        open.add(one);
        one.on("error", () => {});
        one.on("close", () => other.destroy());
        one.pipe(other);
      }
    });
    return {
      url: await urlOf(proxy),
      cut() {
        isCut = true;
        for (const socket of open) socket.destroy();
      },
      mend() {
        isCut = false;
      },
    };
  }

  const remainingOf = async ({ post }: Running) =>
    (await post({ query: "{ version }" }, { "graphql-cost": "report" })).body.extensions.cost.remaining as number;

  test("share what is allowed", async () => {
    const rules: Rules = [{ name: `shared-${randomUUID().slice(0, 8)}`, by: "ip", points: 100 }];
    const [one, other] = [await limitedBy(rules, { redisUrl }), await limitedBy(rules, { redisUrl })];
    await eventually(async () => expect(await remainingOf(one)).toBeLessThan((await remainingOf(other)) + 2));
    const before = Math.min(await remainingOf(one), await remainingOf(other));
    await one.post(reading(before - 10));
    const { status, headers } = await other.post(reading(50));
    expect([status, Number(headers.get("retry-after")) > 1_000]).toEqual([429, true]);
    expect((await one.post(reading(50))).status).toBe(429);
  });

  test("go on without it, and share again when it is back", async () => {
    const way = await wayToRedis();
    const rules: Rules = [{ name: `cut-${randomUUID().slice(0, 8)}`, by: "ip", points: 1_000 }];
    const one = await limitedBy(rules, { redisUrl: way.url });
    const other = await limitedBy(rules, { redisUrl });
    await eventually(async () => {
      await other.post(reading(10));
      expect(await remainingOf(one)).toBeLessThan(990);
    });
    way.cut();
    // Its own count begins anew.
    await eventually(async () => expect(await remainingOf(one)).toBeGreaterThan(995));
    expect((await one.post(reading(1_001))).status).toBe(429);
    way.mend();
    await eventually(async () => expect(await remainingOf(one)).toBeLessThan(990));
  });
});

async function urlOf(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(async () => void server.close());
  return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
