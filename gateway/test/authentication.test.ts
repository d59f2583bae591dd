import type { webcrypto } from "node:crypto";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IDENTITY_HEADER, signIdentity } from "@angidi/subgraph";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { cachedKeySet, keysByRoute } from "../src/authentication/keySet.ts";
import { credentialKinds } from "../src/authentication/kinds.ts";
import { authenticateBy } from "../src/plugins/authentication.ts";
import { checkSettings } from "../src/settings/readSettings.ts";
import type { GivenSettings } from "../src/settings/settings.ts";
import { keys, listening, platformIssuer, type Running, signText, tokenOf } from "./kit/gateway.ts";
import { signingKey, silent } from "./kit/graph.ts";
import { people } from "./kit/people.ts";

const rsa = await generateKeyPair("RS256", { extractable: true });
const sharedSecret = "a secret that is shared with the issuer";
const now = () => Math.floor(Date.now() / 1_000);

let running: Running;
beforeAll(async () => {
  running = await listening([people()], {
    settings: {
      authentication: {
        issuers: [
          platformIssuer,
          {
            issuer: "https://partner.example",
            audiences: ["graph", "reports"],
            keys: { jwks: { keys: [{ ...(await exportJWK(rsa.publicKey)), kty: "RSA", kid: "r1" }] } },
            rolesClaim: "access.roles",
            groupsClaim: "groups",
            scopesClaim: "https://partner.example/scopes",
            subjectClaim: "uid",
          },
          {
            issuer: "https://shared.example",
            audiences: ["graph"],
            keys: { secret: sharedSecret },
            headerName: "X-Shared-Token",
            scheme: "",
          },
        ],
        scopesOfRoles: { EDITOR: ["catalog:write"], CONTENT_MANAGER: ["catalog:write"], ADMIN: ["*"] },
        services: { reports: { scopes: ["catalog:write"] } },
      },
    },
  });
});
afterAll(() => running.gateway.stop());

const query = "{ caller secret staffOnly }";
const asking = (authorization: string) => running.post({ query }, { authorization });

/** A request with its header lines as they are given, repeated ones too. */
function sendLines(lines: readonly [string, string][]): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ query });
    const all = [
      ["host", new URL(running.url).host],
      ["content-type", "application/json"],
      ["content-length", String(body.length)],
      ...lines,
    ];
    const sent = httpRequest(running.url, { method: "POST", headers: all.flat() }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode!, body: text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

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

  test("left out makes a guest: UNAUTHENTICATED where one must be signed in, FORBIDDEN where a role is needed", async () => {
    const { status, body } = await running.post({ query: "{ caller secret staffOnly }" });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ secret: null, staffOnly: null });
    expect(body.errors).toMatchObject([
      { path: ["secret"], extensions: { code: "UNAUTHENTICATED" } },
      { path: ["staffOnly"], extensions: { code: "FORBIDDEN" } },
    ]);
  });

  test("is good within the tolerance of clocks, on both sides", async () => {
    for (const claims of [{ exp: now() - 2 }, { nbf: now() + 2 }, { iat: now() + 2 }]) {
      expect((await asking(`Bearer ${await signed(claims)}`)).status).toBe(200);
    }
  });

  test("may come with its scheme in any letters, and an audience among several", async () => {
    expect((await asking(`bEARER  ${await tokenOf()}`)).status).toBe(200);
    expect((await asking(`Bearer ${await signed({ aud: ["elsewhere", "angidi"] })}`)).status).toBe(200);
  });

  const bad: [string, () => Promise<string> | string][] = [
    ["expired", () => tokenOf({}, { expires: "-1m" })],
    ["that never expires", () => signed({ exp: undefined })],
    ["not good yet", () => signed({ nbf: now() + 60 })],
    ["issued in the future", () => signed({ iat: now() + 60 })],
    ["with times that are no numbers", () => signed({ exp: "tomorrow" } as never)],
    ["of another issuer", () => tokenOf({}, { issuer: "evil" })],
    ["of an issuer whose name is that of something else", () => tokenOf({}, { issuer: "__proto__" })],
    [
      "of another issuer that is known too, but has other keys",
      () => tokenOf({}, { issuer: "https://partner.example" }),
    ],
    ["of no issuer", () => signed({ iss: undefined })],
    ["of an issuer in a list", () => signed({ iss: ["angidi"] } as never)],
    ["of an issuer whose tokens come in another header", () => shared()],
    ["for another audience", () => tokenOf({}, { audience: "elsewhere" })],
    ["for nobody", () => signed({ aud: undefined })],
    ["of another type, such as an identity token", () => tokenOf({}, { typ: "JWT" })],
    ["of no type", () => signed({}, { typ: undefined })],
    ["without a subject", () => tokenOf({ sub: "" })],
    ["with a subject that is no text", () => signed({ sub: { id: "ada" } } as never)],
    ["with extensions that must be understood", () => signed({}, { crit: ["exp"], exp: 1 } as never)],
    ["with a payload that is not encoded", () => signed({}, { crit: ["b64"], b64: true } as never)],
    ["signed with another key of the same name", async () => tokenOf({}, { key: await otherKey() })],
    ["signed with an unknown key", async () => tokenOf({}, { key: await otherKey(), kid: "k2" })],
    ["whose key's name is a path", () => tokenOf({}, { kid: "../../../../etc/passwd" })],
    ["whose key's name is a query", async () => tokenOf({}, { key: await otherKey(), kid: "' OR 1=1 --" })],
    ["that brings its own key", () => withOwnKey()],
    ["that says where its keys are", () => signed({}, { jku: `${running.origin}/keys`, kid: "other" })],
    ["changed after signing", async () => changed(await tokenOf())],
    ["with its signature cut off", async () => `${(await tokenOf()).split(".").slice(0, 2).join(".")}.`],
    ["with the signature of another token", async () => swapped(await tokenOf({ sub: "eve" }), await tokenOf())],
    ["of alg none", () => unsigned()],
    ["of alg none in other letters", () => unsigned().replace(/^[^.]+/, encoded({ alg: "NoNe", typ: "at+jwt" }))],
    ["signed with the public key as a shared secret", () => confused(JSON.stringify(keys.keys[0]))],
    ["signed with the public key's text as a shared secret", async () => confused(await exportSPKI(rsa.publicKey))],
    ["signed with nothing as a shared secret", () => confused("")],
    ["that is no token", () => "nonsense"],
    ["of two parts", async () => (await tokenOf()).split(".").slice(0, 2).join(".")],
    ["of five parts", () => "a.b.c.d.e"],
    ["that is no JSON", () => "bm8.bm8.bm8"],
    ["that is JSON, but null", () => `${encoded({ alg: "ES256" })}.${Buffer.from("null").toString("base64url")}.bm8`],
    ["that is huge", async () => tokenOf({ sub: "a".repeat(9_000) })],
    ["that is deep", () => `${encoded({ alg: "ES256" })}.${Buffer.from("[".repeat(5_000)).toString("base64url")}.bm8`],
    ["followed by another", async () => `${await tokenOf()}, Bearer ${await tokenOf()}`],
  ];
  test.each(bad)("%s is refused, and the whole request with it", async (_name, token) => {
    const { status, headers, body } = await asking(`Bearer ${await token()}`);
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect(JSON.stringify(body)).not.toMatch(/stack|jose|JWS|JWT|kid|issuer|audience|expired/);
  });

  test("of another scheme, or of none, is refused", async () => {
    expect((await asking("Basic YTpi")).status).toBe(401);
    expect((await asking("Bearer")).status).toBe(401);
    expect((await asking(await tokenOf())).status).toBe(401);
  });

  test("in one of two lines of the header is refused, whichever of them is good", async () => {
    const good = `Bearer ${await tokenOf()}`;
    for (const lines of [
      [good, "Bearer forged"],
      ["Bearer forged", good],
      [good, good],
    ]) {
      const { status, body } = await sendLines(lines.map((line) => ["Authorization", line]));
      expect(status).toBe(401);
      expect(body).not.toContain("a secret");
    }
  });

  test("that was good once is verified anew when it has expired", async () => {
    let clock = Date.now();
    const { recognise } = kindsOf({ issuers: [platformIssuer] }, { clock: () => clock })[0]!;
    const token = `Bearer ${await tokenOf()}`;
    await recognise(token);
    // Remembered: at once, without a promise.
    expect(recognise(token)).toMatchObject({ id: "user:ada" });
    clock += 310_000;
    await expect(recognise(token)).rejects.toMatchObject({ status: 401 });
  });
});

describe("issuers", () => {
  const partner = (claims: JWTPayload = {}) =>
    new SignJWT({ uid: "p1", access: { roles: ["EDITOR"] }, ...claims })
      .setProtectedHeader({ alg: "RS256", kid: "r1" })
      .setIssuer("https://partner.example")
      .setAudience("reports")
      .setExpirationTime("5m")
      .sign(rsa.privateKey);

  test("each have their keys, audiences and claims, and their roles bring scopes", async () => {
    const { body } = await asking(`Bearer ${await partner()}`);
    expect(body.errors).toMatchObject([{ path: ["staffOnly"] }]);
    expect(JSON.parse(body.data.caller).caller).toMatchObject({ kind: "user", userId: "p1" });
  });

  test("say which customer groups somebody is in", async () => {
    const { body } = await asking(`Bearer ${await tokenOf({ groups: ["vip", "wholesale"] })}`);
    expect(JSON.parse(body.data.caller).caller.groups).toEqual(["vip", "wholesale"]);
    const without = await asking(`Bearer ${await partner()}`);
    expect(JSON.parse(without.body.data.caller).caller).not.toHaveProperty("groups");
  });

  test("name scopes in a text or a list, but not all of them at once", async () => {
    const scopesOf = async (scopes: unknown) => {
      const { body } = await asking(
        `Bearer ${await partner({ "https://partner.example/scopes": scopes, access: {} })}`,
      );
      return body.data.staffOnly;
    };
    expect(await scopesOf("openid catalog:write")).toBe("for staff");
    expect(await scopesOf(["catalog:write"])).toBe("for staff");
    expect(await scopesOf("openid")).toBeNull();
    expect(await scopesOf("*")).toBeNull();
    expect(await scopesOf({ "catalog:write": true })).toBeNull();
  });

  test("may have several keys and not say which one a token is signed with", async () => {
    const pairs = await Promise.all([1, 2, 3].map(() => generateKeyPair("ES256", { extractable: true })));
    const jwks = {
      keys: await Promise.all(pairs.map(async ({ publicKey }) => ({ ...(await exportJWK(publicKey)), kty: "EC" }))),
    };
    const [kind] = kindsOf({ issuers: [{ issuer: "many", audiences: ["graph"], keys: { jwks } }] });
    const token = (key: webcrypto.CryptoKey) =>
      new SignJWT({ sub: "ada" })
        .setProtectedHeader({ alg: "ES256" })
        .setIssuer("many")
        .setAudience("graph")
        .setExpirationTime("5m")
        .sign(key);
    for (const { privateKey } of pairs) {
      expect(await kind!.recognise(`Bearer ${await token(privateKey)}`)).toMatchObject({ id: "user:ada" });
    }
    await expect(kind!.recognise(`Bearer ${await token(await otherKey())}`)).rejects.toMatchObject({ status: 401 });
  });

  test("may share a secret where the settings say so, in a header of their own", async () => {
    const { status, body } = await running.post({ query }, { "x-shared-token": await shared() });
    expect(status).toBe(200);
    expect(body.data.secret).toBe("a secret");
    expect((await running.post({ query }, { "x-shared-token": `${await tokenOf()}` })).status).toBe(401);
  });

  test("do not get along with mistakes in their settings", () => {
    const issuer = { issuer: "x", audiences: ["y"], keys: { url: "https://x.example/keys" } };
    const check = (authentication: object) => () => checkSettings({ authentication } as GivenSettings);
    expect(check({ issuers: [issuer] })).not.toThrow();
    expect(check({ issuers: [issuer, issuer] })).toThrow("listed twice");
    expect(check({ issuers: [{ ...issuer, algorithms: ["HS256"] }] })).toThrow("shared secret");
    expect(check({ issuers: [{ ...issuer, algorithms: ["none"] }] })).toThrow("algorithms");
    expect(check({ issuers: [{ ...issuer, audiences: [] }] })).toThrow("audiences");
    expect(check({ issuers: [{ ...issuer, keys: { secret: sharedSecret }, algorithms: ["ES256"] }] })).toThrow(
      "secret",
    );
    expect(check({ issuers: [{ ...issuer, keys: { secret: "short" } }] })).toThrow("32 characters");
    expect(check({ issuers: [{ ...issuer, keys: { ...issuer.keys, secret: sharedSecret } }] })).toThrow("one of");
    expect(() => kindsOf({ issuers: [{ ...issuer, keys: {} }] })).toThrow("no keys are given for x");
  });
});

describe("a service", () => {
  const service = (name: string, key = signingKey) =>
    signIdentity(
      { caller: { kind: "service", service: name, onBehalfOf: { kind: "anonymous" } }, requestId: "r" },
      key,
    );

  test("that the settings list calls with its signed identity, and may do what they say", async () => {
    const { status, body } = await running.post(
      { query: "{ staffOnly caller }" },
      { [IDENTITY_HEADER]: service("reports") },
    );
    expect(status).toBe(200);
    expect(JSON.parse(body.data.caller).caller).toEqual({ kind: "anonymous" });
  });

  const others: [string, string][] = [
    ["of a service that is not listed", service("orders")],
    ["of a service with the name of something else", service("constructor")],
    ["signed with another key", service("reports", "another key that has more than thirty-two characters")],
    [
      "of a user, such as the gateway itself signs",
      signIdentity({ caller: { kind: "user", userId: "ada", roles: ["ADMIN"] }, requestId: "r" }, signingKey),
    ],
    [
      "that is not signed",
      Buffer.from(JSON.stringify({ caller: { kind: "service", service: "reports" } })).toString("base64url"),
    ],
    ["that is huge", "a".repeat(5_000)],
    ["that is nonsense", "x.y"],
  ];
  test.each(others)("identity %s is refused", async (_name, identity) => {
    const { status, body } = await running.post({ query }, { [IDENTITY_HEADER]: identity });
    expect(status).toBe(401);
    expect(body.data).toBeUndefined();
  });

  test("is refused by a gateway that has no key to verify it with", async () => {
    const keyless = kindsOf({ services: { reports: {} } }, { signingKey: undefined }).at(-1)!;
    expect(() => keyless.recognise(service("reports"))).toThrow("not valid");
  });
});

test("several credentials at once are refused, each of them good", async () => {
  const authorization = `Bearer ${await tokenOf()}`;
  const identity = signIdentity(
    { caller: { kind: "service", service: "reports", onBehalfOf: { kind: "anonymous" } }, requestId: "r" },
    signingKey,
  );
  for (const headers of [
    { authorization, [IDENTITY_HEADER]: identity },
    { authorization, "x-shared-token": await shared() },
  ]) {
    const { status, body } = await running.post({ query }, headers as never);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ extensions: { code: "BAD_REQUEST" } }]);
  }
});

describe("the key set", () => {
  const callerBy = (fetchKeys: () => Promise<typeof keys>, clock?: () => number) => {
    const keySet = cachedKeySet(fetchKeys, { refreshSeconds: 900, ...(clock ? { clock } : {}) });
    const kinds = kindsOf({ issuers: [{ ...platformIssuer, keys: {} }] }, { keySets: { angidi: keySet } });
    return async (headers: Record<string, string>) => authenticateBy(kinds)(headers);
  };

  test("is fetched once, and anew for an unknown key, but not for each of a flood", async () => {
    let fetches = 0;
    let clock = 0;
    const published = { keys: [] as typeof keys.keys };
    const authenticate = callerBy(
      async () => {
        fetches++;
        return { keys: [...published.keys] };
      },
      () => clock,
    );
    const authorization = `Bearer ${await tokenOf()}`;
    await expect(authenticate({ authorization })).rejects.toMatchObject({ status: 401 });
    await expect(authenticate({ authorization })).rejects.toThrow();
    expect(fetches).toBe(1);

    published.keys = keys.keys;
    clock += 60_000;
    expect(await authenticate({ authorization })).toMatchObject({ endUser: { userId: "ada" } });
    expect(await authenticate({ authorization })).toMatchObject({ endUser: { userId: "ada" } });
    expect(fetches).toBe(2);
  });

  test("is fetched anew every so often, so that a withdrawn key is noticed, and kept when that fails", async () => {
    let clock = 0;
    let fetches = 0;
    let published: (() => typeof keys) | undefined = () => keys;
    const authenticate = callerBy(
      async () => {
        fetches++;
        if (!published) throw new Error("connect ECONNREFUSED");
        return published();
      },
      () => clock,
    );
    const good = async (sub: string) => ({ authorization: `Bearer ${await tokenOf({ sub })}` });
    await authenticate(await good("a"));
    published = undefined;
    clock += 900_000;
    expect(await authenticate(await good("b"))).toMatchObject({ id: "user:b" });
    expect(await authenticate(await good("c"))).toMatchObject({ id: "user:c" });
    published = () => ({ keys: [] });
    clock += 900_000;
    await authenticate(await good("d"));
    await expect(authenticate(await good("e"))).rejects.toMatchObject({ status: 401 });
    expect(fetches).toBe(3);
  });

  test("that cannot be had refuses nobody's session: it asks to try again", async () => {
    let isDown = true;
    const authenticate = callerBy(async () => {
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
    const authenticate = callerBy(keysByRoute([route]) as () => Promise<typeof keys>);
    const authorization = `Bearer ${await tokenOf()}`;
    expect(await authenticate({ authorization })).toMatchObject({ endUser: { userId: "ada" } });
    await expect(keysByRoute([])()).rejects.toThrow("No subgraph serves");
  });

  test("is read from a file or from a URL, as the settings say", async () => {
    const folder = mkdtempSync(join(tmpdir(), "keys-"));
    const file = join(folder, "keys.json");
    writeFileSync(file, JSON.stringify(keys));
    const server = createServer((_request, response) => response.end(JSON.stringify(keys)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    for (const where of [{ file }, { url }]) {
      const [kind] = kindsOf({ issuers: [{ ...platformIssuer, keys: where }] });
      expect(await kind!.recognise(`Bearer ${await tokenOf()}`)).toMatchObject({ id: "user:ada" });
    }
    server.close();
    rmSync(folder, { recursive: true });
  });
});

function kindsOf(
  authentication: NonNullable<GivenSettings["authentication"]>,
  ports: Partial<Parameters<typeof credentialKinds>[2]> = {},
) {
  const settings = checkSettings({ authentication });
  const tables = { scopesOfRoles: {}, variantsOfRoles: {} };
  return credentialKinds(settings.authentication, tables, { signingKey, log: silent, ...ports });
}

async function otherKey(): Promise<webcrypto.CryptoKey> {
  return (await generateKeyPair("ES256")).privateKey;
}

/** A token of the platform with any claims and header, also such as a good library would not let one make. */
async function signed(claims: JWTPayload = {}, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
  const made = await tokenOf();
  const [, payload] = made.split(".");
  const whole = { ...JSON.parse(Buffer.from(payload!, "base64url").toString()), ...claims };
  const text = `${encoded({ alg: "ES256", kid: "k1", typ: "at+jwt", ...header })}.${encoded(whole)}`;
  return `${text}.${await signText(text)}`;
}

function shared(): Promise<string> {
  return new SignJWT({ sub: "ada" })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("https://shared.example")
    .setAudience("graph")
    .setExpirationTime("5m")
    .sign(new TextEncoder().encode(sharedSecret));
}

async function withOwnKey(): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  return new SignJWT({ sub: "ada" })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", jwk: await exportJWK(publicKey) })
    .setIssuer("angidi")
    .setAudience("angidi")
    .setExpirationTime("5m")
    .sign(privateKey);
}

function changed(token: string): string {
  const [header, payload, signature] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload!, "base64url").toString());
  return [header, encoded({ ...claims, roles: ["ADMIN"] }), signature].join(".");
}

function swapped(token: string, other: string): string {
  return [...token.split(".").slice(0, 2), other.split(".")[2]].join(".");
}

function unsigned(): string {
  const token = new UnsecuredJWT({ sub: "ada", roles: ["ADMIN"] })
    .setIssuer("angidi")
    .setAudience("angidi")
    .setExpirationTime("5m")
    .encode();
  return `${token.replace(/^[^.]+/, encoded({ alg: "none", typ: "at+jwt" }))}`;
}

/** HS256 with what is published as its secret: the classic confusion of algorithms. */
function confused(secret: string): string {
  const claims = { sub: "ada", roles: ["ADMIN"], iss: "angidi", aud: "angidi", exp: now() + 300 };
  const text = `${encoded({ alg: "HS256", kid: "k1", typ: "at+jwt" })}.${encoded(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
