import { IDENTITY_HEADER } from "@angidi/subgraph";
import { describe, expect, test } from "@jest/globals";
import { headerRuleSettings } from "../../src/settings/headerRules.ts";
import { type Claims, type ClientHeaders, compileHeaderRules } from "../../src/transports/headerRules.ts";

/** What the subgraph `stock` gets by rules for all and by rules of its own. */
function ruled(
  rules: { all?: unknown[]; stock?: unknown[] },
  client: ClientHeaders = {},
  claims: Claims = undefined,
): Record<string, string> | undefined {
  const { all = [], stock } = rules;
  const settings = headerRuleSettings.parse({ all, subgraphs: stock ? { stock } : {} });
  return compileHeaderRules(settings)("stock")?.(client, claims);
}

describe("without rules", () => {
  test("there is nothing to do", () => {
    const rulesOf = compileHeaderRules(headerRuleSettings.parse({ subgraphs: { stock: [] } }));
    expect(rulesOf("stock")).toBeUndefined();
    expect(rulesOf("other")).toBeUndefined();
  });
});

describe("propagating", () => {
  test("passes a header on, under its name or another, or with a default", () => {
    const rules = [
      { propagate: { named: "X-Tenant" } },
      { propagate: { named: "x-locale", rename: "X-Language", default: "en" } },
      { propagate: { named: "x-currency", default: "EUR" } },
      { propagate: { named: "x-absent" } },
    ];
    expect(ruled({ all: rules }, { "x-tenant": "one", "x-locale": "de", "x-other": "stays here" })).toEqual({
      "x-tenant": "one",
      "x-language": "de",
      "x-currency": "EUR",
    });
    expect(ruled({ all: rules }, { "x-tenant": ["one", "two"] })).toMatchObject({
      "x-tenant": "one, two",
      "x-language": "en",
    });
  });

  test("passes on what matches, but never what the gateway answers for itself", () => {
    const client = {
      "x-b3-traceid": "1",
      "x-b3-spanid": "2",
      cookie: "a=b",
      host: "client.example",
      connection: "keep-alive, X-Hop",
      "x-hop": "of the connection",
      "transfer-encoding": "chunked",
      "content-length": "1",
      "content-type": "text/plain",
      accept: "text/html",
      "accept-encoding": "gzip",
      "x-request-id": "mine",
      traceparent: "mine",
      [IDENTITY_HEADER]: "forged",
      signature: "forged",
    };
    expect(ruled({ all: [{ propagate: { matching: "^x-b3-" } }] }, client)).toEqual({
      "x-b3-traceid": "1",
      "x-b3-spanid": "2",
    });
    expect(ruled({ all: [{ propagate: { matching: "." } }] }, client)).toEqual({
      "x-b3-traceid": "1",
      "x-b3-spanid": "2",
      cookie: "a=b",
    });
    expect(ruled({ all: [{ propagate: { named: "x-hop" } }] }, client)).toEqual({});
  });

  test("passes no value on that would begin another header", () => {
    const rules = [{ propagate: { named: "x-tenant" } }, { propagate: { matching: "^x-" } }];
    for (const value of ["one\r\nx-admin: true", "one\nx-admin: true", "one\0", "smile 🦊"]) {
      expect(ruled({ all: rules }, { "x-tenant": value })).toEqual({});
    }
  });
});

describe("inserting", () => {
  test("sets a fixed value, or what the caller's token says", () => {
    const rules = [
      { insert: { name: "x-gateway", value: "angidi" } },
      { insert: { name: "x-user", fromClaim: "sub" } },
      { insert: { name: "x-roles", fromClaim: "roles" } },
      { insert: { name: "x-plan", fromClaim: "https://example.com/plan", default: "free" } },
      { insert: { name: "x-proto", fromClaim: "__proto__" } },
    ];
    expect(ruled({ all: rules }, {}, { sub: "ada", roles: ["a,b", "c"], "https://example.com/plan": 7 })).toEqual({
      "x-gateway": "angidi",
      "x-user": "ada",
      "x-roles": `["a,b","c"]`,
      "x-plan": "7",
    });
    expect(ruled({ all: rules })).toEqual({ "x-gateway": "angidi", "x-plan": "free" });
    expect(ruled({ all: rules }, {}, { sub: "ada\r\nx-admin: true" })).not.toHaveProperty("x-user");
  });
});

describe("rules in order", () => {
  test("a subgraph's own come after those for all, and may take back what those gave", () => {
    const all = [{ propagate: { matching: "^x-" } }, { insert: { name: "x-gateway", value: "all" } }];
    const client = { "x-tenant": "one", "x-debug-a": "1", "x-debug-b": "2", "x-secret": "s" };
    expect(
      ruled(
        {
          all,
          stock: [
            { remove: { matching: "^x-debug-" } },
            { remove: { named: "x-secret" } },
            { insert: { name: "x-gateway", value: "own" } },
          ],
        },
        client,
      ),
    ).toEqual({ "x-tenant": "one", "x-gateway": "own" });
    expect(ruled({ all }, client)).toEqual({ ...client, "x-gateway": "all" });
  });
});

test("what else the gateway signs by is not open to rules either", () => {
  const settings = headerRuleSettings.parse({
    all: [
      { propagate: { matching: "." } },
      { insert: { name: "x-signed", value: "forged" } },
      { propagate: { named: "x-tenant", rename: "x-signed" } },
    ],
  });
  const rules = compileHeaderRules(settings, ["x-signed"])("stock")!;
  expect(rules({ "x-signed": "forged", "x-tenant": "one" }, undefined)).toEqual({ "x-tenant": "one" });
});

describe("settings are refused", () => {
  test.each([
    ["that pass on what is of the connection", { propagate: { named: "Connection" } }],
    ["that rename to an identity", { propagate: { named: "x-tenant", rename: IDENTITY_HEADER } }],
    ["that set an identity", { insert: { name: IDENTITY_HEADER, value: "forged" } }],
    ["that set what the body is", { insert: { name: "content-type", value: "text/plain" } }],
    ["with two lines in a value", { insert: { name: "x-a", value: "a\r\nb: c" } }],
    ["with a name that is none", { propagate: { named: "x tenant" } }],
    ["with an expression that is none", { propagate: { matching: "(" } }],
    ["with two values", { insert: { name: "x-a", value: "a", fromClaim: "sub" } }],
    ["with a rule of no known kind", { replace: { named: "x-a" } }],
    ["with two rules in one", { remove: { named: "x-a" }, propagate: { named: "x-a" } }],
  ])("%s", (_what, rule) => {
    expect(headerRuleSettings.safeParse({ all: [rule] }).success).toBe(false);
  });
});
