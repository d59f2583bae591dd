import { createHash } from "node:crypto";
import { IDENTITY_HEADER, type Identity, verifyIdentity } from "@angidi/subgraph";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { type Logger, pino } from "pino";
import { WebSocket } from "ws";
import { type ApiKeyRecord, apiKeys } from "../src/authentication/apiKeys.ts";
import { listening, type Running, tokenOf } from "./kit/gateway.ts";
import { signingKey, silent } from "./kit/graph.ts";
import { people } from "./kit/people.ts";

const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");
const query = "{ caller secret staffOnly }";

let running: Running;
beforeAll(async () => {
  running = await listening([people()], {
    settings: {
      authentication: {
        apiKeys: {
          keys: [
            { id: "acme", sha256: hashOf("acme-key").toUpperCase(), roles: ["PARTNER"], scopes: ["catalog:write"] },
            { id: "old", sha256: hashOf("old-key"), expiresAt: "2020-01-01T00:00:00Z" },
            { id: "plain", sha256: hashOf("plain-key"), subject: "owner-1" },
          ],
        },
      },
    },
    apiKeys: {
      async find(presented) {
        if (presented === "broken-key") throw new Error("connect ECONNREFUSED");
        if (presented !== "ported-key") return undefined;
        return { id: "ported", ownerId: "owner-2", roles: [], scopes: [], trustedDocumentsOnly: false };
      },
    },
  });
});
afterAll(() => running.gateway.stop());

const asking = (key: string, headers: Record<string, string> = {}) =>
  running.post({ query }, { "x-api-key": key, ...headers });

describe("an API key", () => {
  test("says for whom a program calls, and may do what its roles and its own scopes allow", async () => {
    const { status, body } = await asking("acme-key");
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({ secret: "a secret", staffOnly: "for staff" });
    expect(JSON.parse(body.data.caller).caller).toEqual({
      kind: "user",
      userId: "acme",
      roles: ["PARTNER"],
      scopes: ["catalog:write"],
    });
  });

  test("may act for somebody else, or be known to the platform's code alone", async () => {
    const userOf = async (key: string) => JSON.parse((await asking(key)).body.data.caller).caller.userId;
    expect(await userOf("plain-key")).toBe("owner-1");
    expect(await userOf("ported-key")).toBe("owner-2");
  });

  test.each([
    ["that is unknown", "no-key"],
    ["that has expired", "old-key"],
    ["that is the hash of a good one", hashOf("acme-key")],
    ["in other letters", "ACME-KEY"],
    ["that is too long", "a".repeat(600)],
    ["with spaces in it", "acme-key acme-key"],
  ])("%s is refused, and the whole request with it", async (_name, key) => {
    const { status, headers, body } = await asking(key);
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toBeTruthy();
    expect(body).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    expect(body.data).toBeUndefined();
  });

  test("given twice, or beside an access token, is refused", async () => {
    expect((await asking("acme-key, acme-key")).status).toBe(401);
    const both = await asking("acme-key", { authorization: `Bearer ${await tokenOf()}` });
    expect(both.status).toBe(400);
    expect(both.body.errors).toMatchObject([{ extensions: { code: "BAD_REQUEST" } }]);
    // A second credential is not looked at, so a bad one beside a good one tells nothing either.
    expect((await asking("no-key", { authorization: "Bearer forged" })).body).toEqual(both.body);
  });

  test("that cannot be looked up asks to try again", async () => {
    const { status, body } = await asking("broken-key");
    expect(status).toBe(503);
    expect(body.errors).toMatchObject([{ extensions: { code: "DOWNSTREAM_UNAVAILABLE" } }]);
  });

  test("opens a WebSocket by its parameters", async () => {
    const url = running.url.replace(/^http/, "ws");
    const client = (key: string) =>
      createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { "X-API-Key": key } });
    const results: unknown[] = [];
    const good = client("acme-key");
    for await (const result of good.iterate({ query: "{ secret }" })) results.push(result);
    await good.dispose();
    expect(results).toEqual([{ data: { secret: "a secret" } }]);
    const bad = client("no-key").iterate({ query: "{ secret }" });
    await expect(bad.next()).rejects.toMatchObject({ code: 4403 });
  });
});

describe("what is known of API keys", () => {
  const record: ApiKeyRecord = { id: "k", ownerId: "o", roles: ["R"], scopes: [], trustedDocumentsOnly: true };

  function opened(keys: Map<string, ApiKeyRecord>, log: Logger = silent) {
    let now = 0;
    let lookUps = 0;
    const find = async (presented: string) => {
      lookUps++;
      return keys.get(presented);
    };
    const tables = { scopesOfRoles: { R: ["read"] }, variantsOfRoles: { R: "partner" } };
    const kind = apiKeys({ find }, { headerName: "x-api-key", keptSeconds: 60 }, tables, { log, clock: () => now });
    return {
      recognise: async (key: string) => kind.recognise(key),
      pass: (seconds: number) => {
        now += seconds * 1_000;
      },
      lookUps: () => lookUps,
    };
  }

  test("holds for a minute, so that one that was revoked is refused then", async () => {
    const keys = new Map([["good", record]]);
    const { recognise, pass, lookUps } = opened(keys);
    expect(await recognise("good")).toMatchObject({
      kind: "partner",
      id: "partner:k",
      variant: "partner",
      trustedDocumentsOnly: true,
      scopes: new Set(["read"]),
    });
    keys.clear();
    pass(59);
    await recognise("good");
    expect(lookUps()).toBe(1);
    pass(1);
    await expect(recognise("good")).rejects.toMatchObject({ status: 401 });
  });

  test("holds for five seconds when it is that a key is bad", async () => {
    const keys = new Map<string, ApiKeyRecord>();
    const { recognise, pass, lookUps } = opened(keys);
    await expect(recognise("new")).rejects.toMatchObject({ status: 401 });
    keys.set("new", record);
    await expect(recognise("new")).rejects.toMatchObject({ status: 401 });
    expect(lookUps()).toBe(1);
    pass(5);
    expect(await recognise("new")).toMatchObject({ kind: "partner" });
  });

  test("is asked for once by many at a time", async () => {
    const { recognise, lookUps } = opened(new Map([["good", record]]));
    await Promise.all(Array.from({ length: 50 }, () => recognise("good")));
    expect(lookUps()).toBe(1);
  });

  test("ends with the key's own end", async () => {
    const { recognise, pass } = opened(new Map([["good", { ...record, expiresAt: 10_000 }]]));
    expect(await recognise("good")).toMatchObject({ expiresAt: 10_000 });
    pass(10);
    await expect(recognise("good")).rejects.toMatchObject({ status: 401 });
  });

  test("is never logged", async () => {
    const lines: string[] = [];
    const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
    const kind = apiKeys(
      { find: () => Promise.reject(new Error("down")) },
      { headerName: "x-api-key", keptSeconds: 60 },
      { scopesOfRoles: {}, variantsOfRoles: {} },
      { log, clock: () => 0 },
    );
    await expect(Promise.resolve(kind.recognise("a-very-secret-key"))).rejects.toMatchObject({ status: 503 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("a-very-secret-key");
  });
});

test("the identity that subgraphs get is signed by the gateway, whatever the client sends", async () => {
  const seen: (string | undefined)[] = [];
  const subgraph = people();
  const spied = await listening([
    {
      ...subgraph,
      transport: {
        ...subgraph.transport,
        execute(request) {
          seen.push(request.headers[IDENTITY_HEADER]);
          expect(Object.keys(request.headers)).not.toContain("x-api-key");
          return subgraph.transport.execute(request);
        },
      },
    },
  ]);
  expect((await spied.post({ query: "{ caller }" }, { [IDENTITY_HEADER]: "forged.forged" })).status).toBe(401);
  await spied.post({ query: "{ caller }" });
  await spied.gateway.stop();
  const identities = seen.map((each): Identity => verifyIdentity(each, signingKey));
  expect(identities.map(({ caller }) => caller)).toEqual([{ kind: "anonymous" }]);
});
