import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { IntrospectionRule } from "../src/settings/authorisation.ts";
import { checkSettings } from "../src/settings/readSettings.ts";
import { listening, type Running, tokenOf } from "./kit/gateway.ts";
import { subgraph } from "./kit/graph.ts";

const shop = () =>
  subgraph(
    "shop",
    `type Query {
       title: String @tag(name: "partner")
       price: Int
       margin: Int @tag(name: "staff")
       shelf: Shelf @tag(name: "partner")
     }
     type Shelf @tag(name: "partner") { id: ID! cost: Int @tag(name: "staff") }
     type Subscription { ticks: Int @tag(name: "staff") }`,
    {
      resolvers: {
        Query: { title: () => "Lamp", price: () => 10, margin: () => 3, shelf: () => ({ id: "s", cost: 1 }) },
        Subscription: {
          ticks: {
            async *subscribe() {
              yield { ticks: 1 };
            },
          },
        },
      },
    },
  );

const sha256 = createHash("sha256").update("partner-key").digest("hex");
const variants = { shopper: { exclude: ["staff"] }, partner: { include: ["partner"], exclude: ["staff"] }, admin: {} };

let running: Running;
beforeAll(async () => {
  running = await listening([shop()], {
    settings: {
      variants,
      variantsOfRoles: { SELLER: "shopper" },
      authentication: { apiKeys: { keys: [{ id: "p", sha256, variant: "partner" }] } },
    },
  });
});
afterAll(() => running.gateway.stop());

async function ask(path: string, query: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${running.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the data of many operations
  return { status: answer.status, body: (await answer.json()) as any };
}

describe("a variant", () => {
  test("is served at its own address, and knows nothing of what is left out", async () => {
    expect((await ask("", "{ title price margin }")).body).toEqual({ data: { title: "Lamp", price: 10, margin: 3 } });
    expect((await ask("/shopper", "{ title price }")).body).toEqual({ data: { title: "Lamp", price: 10 } });
    expect((await ask("/admin", "{ margin }")).body).toEqual({ data: { margin: 3 } });
    for (const [path, query] of [
      ["/shopper", "{ margin }"],
      ["/partner", "{ price }"],
      ["/partner", "{ shelf { id cost } }"],
      ["/shopper", "{ shelf { ... { x: cost } } }"],
      ["/shopper", "subscription { ticks }"],
      ["/partner", "mutation { anything }"],
    ] as const) {
      const { status, body } = await ask(path, query);
      expect(status).toBe(400);
      expect(body).toMatchObject({ errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] });
      expect(body.data).toBeUndefined();
      expect(JSON.stringify(body)).not.toMatch(/Did you mean/);
    }
  });

  test("is told by introspection without what is left out", async () => {
    const namesIn = async (path: string) => {
      const { body } = await ask(path, `{ __type(name: "Query") { fields { name } } }`);
      return body.data.__type.fields.map(({ name }: { name: string }) => name).sort();
    };
    expect(await namesIn("")).toEqual(["margin", "price", "shelf", "title"]);
    expect(await namesIn("/shopper")).toEqual(["price", "shelf", "title"]);
    expect(await namesIn("/partner")).toEqual(["shelf", "title"]);
  });

  test("that nobody has set up is not there", async () => {
    for (const path of ["/nobody", "/constructor", "/__proto__", "/shopper%2F..", "/Shopper"]) {
      expect((await ask(path, "{ title }")).status).toBe(404);
    }
  });

  test("of a name that is no name, or of tags that leave nothing, is refused at the start", async () => {
    expect(() => checkSettings({ variants: { "a/b": {} } })).toThrow("variants");
    const bound = { authentication: { apiKeys: { keys: [{ id: "p", sha256, variant: "partner" }] } } };
    await expect(listening([shop()], { settings: bound })).rejects.toThrow("partner is not among them");
    await expect(listening([shop()], { settings: { variants: { none: { include: ["nothing"] } } } })).rejects.toThrow(
      "no field of Query is left",
    );
  });
});

describe("a credential that is bound to a variant", () => {
  const key = { "x-api-key": "partner-key" };

  test("is served that one, at the graph's own address too", async () => {
    for (const path of ["", "/partner"]) {
      expect((await ask(path, "{ title }", key)).body).toEqual({ data: { title: "Lamp" } });
      expect((await ask(path, "{ price }", key)).status).toBe(400);
    }
  });

  test("is refused at the address of another", async () => {
    for (const path of ["/shopper", "/admin", "/nobody"]) {
      const { status, body } = await ask(path, "{ title }", key);
      expect(status).toBe(403);
      expect(body).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
    }
  });

  test("may be so by a role", async () => {
    const seller = { authorization: `Bearer ${await tokenOf({ roles: ["SELLER"] })}` };
    expect((await ask("", "{ margin }", seller)).status).toBe(400);
    expect((await ask("/admin", "{ margin }", seller)).status).toBe(403);
    expect((await ask("/shopper", "{ price }", seller)).status).toBe(200);
    const other = { authorization: `Bearer ${await tokenOf()}` };
    expect((await ask("/admin", "{ margin }", other)).status).toBe(200);
  });

  test("is so over WebSocket", async () => {
    const results = async (path: string, query: string) => {
      const client = createClient({
        url: `${running.url.replace(/^http/, "ws")}${path}`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: key,
      });
      try {
        for await (const result of client.iterate({ query })) return result;
      } catch (error) {
        return error;
      } finally {
        await client.dispose();
      }
    };
    expect(await results("", "{ title }")).toEqual({ data: { title: "Lamp" } });
    expect(await results("", "{ price }")).toMatchObject([{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }]);
    expect(await results("/admin", "{ title }")).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
});

describe("introspection", () => {
  const questions = [
    "{ __schema { types { name } } }",
    `{ x: __type(name: "Query") { name } }`,
    "{ title ... { a: __schema { queryType { name } } } }",
    "{ ...A } fragment A on Query { ...B } fragment B on Query { __schema { queryType { name } } }",
    `query ($no: Boolean = false) { title __schema @include(if: $no) { queryType { name } } }`,
  ];

  async function statuses(rule: IntrospectionRule, headers: Record<string, string> = {}) {
    const kept = await listening([shop()], { settings: { authorisation: { introspection: rule } } });
    const answers = await Promise.all(questions.map((query) => kept.post({ query }, headers)));
    const plain = await kept.post({ query: "{ __typename title shelf { __typename } }" }, headers);
    await kept.gateway.stop();
    expect(plain.body).toEqual({ data: { __typename: "Query", title: "Lamp", shelf: { __typename: "Shelf" } } });
    for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
      expect(status).toBe(400);
      expect(body).toMatchObject({ errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] });
      expect(body.data).toBeUndefined();
    }
    return [...new Set(answers.map(({ status }) => status))];
  }
  const bearing = async (claims: { roles?: string[] }) => ({ authorization: `Bearer ${await tokenOf(claims)}` });

  test("is for everyone, for nobody, or for those who have signed in", async () => {
    expect(await statuses("everyone")).toEqual([200]);
    expect(await statuses("nobody", await bearing({ roles: ["ADMIN"] }))).toEqual([400]);
    expect(await statuses("authenticated")).toEqual([400]);
    expect(await statuses("authenticated", await bearing({}))).toEqual([200]);
  });

  test("is for those with a scope or a role", async () => {
    const rule = { scopes: ["catalog:write"], roles: ["DEVELOPER"] };
    expect(await statuses(rule)).toEqual([400]);
    expect(await statuses(rule, await bearing({}))).toEqual([400]);
    expect(await statuses(rule, await bearing({ roles: ["CONTENT_MANAGER"] }))).toEqual([200]);
    expect(await statuses(rule, await bearing({ roles: ["DEVELOPER"] }))).toEqual([200]);
    expect(await statuses(rule, await bearing({ roles: ["ADMIN"] }))).toEqual([200]);
  });

  test("is nobody's in production unless the settings say otherwise", () => {
    const ruleIn = (mode: string, given: object = {}) =>
      checkSettings({ authorisation: given }, undefined, { NODE_ENV: mode }).authorisation.introspection;
    expect(ruleIn("production")).toBe("nobody");
    expect(ruleIn("development")).toBe("everyone");
    expect(ruleIn("production", { introspection: "authenticated" })).toBe("authenticated");
  });

  test("is refused over WebSocket as well", async () => {
    const kept = await listening([shop()], { settings: { authorisation: { introspection: "authenticated" } } });
    const client = createClient({
      url: kept.url.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    await expect(client.iterate({ query: questions[0]! }).next()).rejects.toMatchObject([
      { extensions: { code: "GRAPHQL_VALIDATION_FAILED" } },
    ]);
    await client.dispose();
    await kept.gateway.stop();
  });
});
