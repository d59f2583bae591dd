import type { webcrypto } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createLocalJWKSet, generateKeyPair, UnsecuredJWT } from "jose";
import { authenticateBy } from "../src/plugins/authentication.ts";
import { cachedKeySet, keysByRoute } from "../src/plugins/keySet.ts";
import { keys, listening, type Running, tokenOf } from "./kit/gateway.ts";
import { silent } from "./kit/graph.ts";
import { people } from "./kit/people.ts";

let running: Running;
beforeAll(async () => {
  running = await listening([people()]);
});
afterAll(() => running.gateway.stop());

const asking = (authorization: string) => running.post({ query: "{ caller secret staffOnly }" }, { authorization });

describe("an access token", () => {
  test("says who calls, to the subgraphs too", async () => {
    const { status, body } = await asking(`Bearer ${await tokenOf({ roles: ["CONTENT_MANAGER", "KING"] })}`);
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(JSON.parse(body.data.caller).caller).toEqual({
      kind: "user",
      userId: "ada",
      roles: ["CONTENT_MANAGER"],
      sessionId: "s1",
    });
  });

  test("may lack a role: FORBIDDEN where it is needed, and the rest is answered", async () => {
    const { status, body } = await asking(`Bearer ${await tokenOf()}`);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ secret: "a secret", staffOnly: null });
    expect(body.errors).toMatchObject([{ path: ["staffOnly"], extensions: { code: "FORBIDDEN" } }]);
  });

  test("left out makes a guest: UNAUTHENTICATED where one must be signed in", async () => {
    const { status, body } = await running.post({ query: "{ caller secret }" });
    expect(status).toBe(200);
    expect(body.data.secret).toBeNull();
    expect(body.errors).toMatchObject([{ path: ["secret"], extensions: { code: "UNAUTHENTICATED" } }]);
  });

  const bad: [string, () => Promise<string> | string][] = [
    ["expired", () => tokenOf({}, { expires: "-1m" })],
    ["of another issuer", () => tokenOf({}, { issuer: "evil" })],
    ["for another audience", () => tokenOf({}, { audience: "elsewhere" })],
    ["of another type, such as an identity token", () => tokenOf({}, { typ: "JWT" })],
    ["without a subject", () => tokenOf({ sub: "" })],
    ["signed with another key of the same name", async () => tokenOf({}, { key: await otherKey() })],
    ["signed with an unknown key", async () => tokenOf({}, { key: await otherKey(), kid: "k2" })],
    ["changed after signing", async () => changed(await tokenOf())],
    ["with its signature cut off", async () => `${(await tokenOf()).split(".").slice(0, 2).join(".")}.`],
    ["of alg none", () => unsigned()],
    ["of alg none in other letters", () => unsigned().replace(/^[^.]+/, encoded({ alg: "NoNe", typ: "at+jwt" }))],
    ["signed with the public key as a shared secret", () => confused()],
    ["that is no token", () => "nonsense"],
  ];
  test.each(bad)("%s is refused, and the whole request with it", async (_name, token) => {
    const { status, headers, body } = await asking(`Bearer ${await token()}`);
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect(JSON.stringify(body)).not.toMatch(/stack|jose|JWS|JWT/);
  });

  test("of another scheme is refused", async () => {
    expect((await asking("Basic YTpi")).status).toBe(401);
  });
});

describe("the key set", () => {
  const caller = (fetchKeys: () => Promise<typeof keys>, clock?: () => number) =>
    authenticateBy(cachedKeySet(fetchKeys, clock), silent);

  test("is fetched once, and anew for an unknown key, but not for each of a flood", async () => {
    let fetches = 0;
    let now = 0;
    const published = { keys: [] as typeof keys.keys };
    const authenticate = caller(
      async () => {
        fetches++;
        return { keys: [...published.keys] };
      },
      () => now,
    );
    const authorization = `Bearer ${await tokenOf()}`;
    await expect(authenticate({ authorization })).rejects.toMatchObject({ status: 401 });
    await expect(authenticate({ authorization })).rejects.toThrow();
    expect(fetches).toBe(1);

    published.keys = keys.keys;
    now += 60_000;
    expect(await authenticate({ authorization })).toMatchObject({ endUser: { userId: "ada" } });
    expect(await authenticate({ authorization })).toMatchObject({ endUser: { userId: "ada" } });
    expect(fetches).toBe(2);
  });

  test("that cannot be had refuses nobody's session: it asks to try again", async () => {
    let isDown = true;
    const authenticate = caller(async () => {
      if (isDown) throw new Error("connect ECONNREFUSED");
      return keys;
    });
    const authorization = `Bearer ${await tokenOf()}`;
    await expect(authenticate({ authorization })).rejects.toMatchObject({ status: 503 });
    isDown = false;
    expect(await authenticate({ authorization })).toMatchObject({ endUser: { userId: "ada" } });
  });

  test("is taken from a route of a subgraph in the same process", async () => {
    const route = {
      method: "GET" as const,
      path: "/.well-known/jwks.json",
      handle: async () => ({ status: 200, body: JSON.stringify(keys) }),
    };
    const authenticate = caller(keysByRoute([route]) as () => Promise<typeof keys>);
    const authorization = `Bearer ${await tokenOf()}`;
    expect(await authenticate({ authorization })).toMatchObject({ endUser: { userId: "ada" } });
    await expect(keysByRoute([])()).rejects.toThrow("No subgraph serves");
  });

  test("given as it is, works without a cache", async () => {
    const authenticate = authenticateBy({ resolve: createLocalJWKSet(keys) }, silent);
    expect(await authenticate({})).toMatchObject({ kind: "anonymous" });
  });
});

async function otherKey(): Promise<webcrypto.CryptoKey> {
  return (await generateKeyPair("ES256")).privateKey;
}

function changed(token: string): string {
  const [header, payload, signature] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload!, "base64url").toString());
  return [header, encoded({ ...claims, roles: ["ADMIN"] }), signature].join(".");
}

function unsigned(): string {
  const token = new UnsecuredJWT({ sub: "ada", roles: ["ADMIN"] })
    .setIssuer("angidi")
    .setAudience("angidi")
    .setExpirationTime("5m")
    .encode();
  return token.replace(/^[^.]+/, encoded({ alg: "none", typ: "at+jwt" }));
}

/** HS256 with the published key as its secret: the classic confusion of algorithms. */
async function confused(): Promise<string> {
  const { createHmac } = await import("node:crypto");
  const claims = {
    sub: "ada",
    roles: ["ADMIN"],
    iss: "angidi",
    aud: "angidi",
    exp: Math.floor(Date.now() / 1000) + 300,
  };
  const signed = `${encoded({ alg: "HS256", kid: "k1", typ: "at+jwt" })}.${encoded(claims)}`;
  return `${signed}.${createHmac("sha256", JSON.stringify(keys.keys[0])).update(signed).digest("base64url")}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
