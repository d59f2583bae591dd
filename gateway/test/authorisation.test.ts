import { describe, expect, test } from "@jest/globals";
import { buildSchema, getOperationAST, parse, print } from "graphql";
import { documentWithout } from "../src/authorisation/document.ts";
import type { Policies } from "../src/authorisation/policies.ts";
import type { Caller } from "../src/pipeline/caller.ts";
import { guest } from "../src/pipeline/caller.ts";
import { KnownOperation } from "../src/pipeline/operation.ts";
import type { ServedVariant } from "../src/pipeline/servedGraph.ts";
import { authorisation } from "../src/plugins/authorisation.ts";
import { type PlainResult, signedIn, worldOf } from "./kit/graph.ts";
import { unguarded, vault } from "./kit/vault.ts";

const withScopes = (...scopes: string[]): Caller => ({ ...signedIn, scopes: new Set(scopes) });
const noPolicies: Policies = () => new Set();

function opened(policies: Policies = noPolicies) {
  const { subgraphs, done } = vault();
  const world = worldOf(subgraphs, { plugins: [authorisation(policies)] });
  const ask = (query: string, caller: Caller = guest, variables: Record<string, unknown> = {}) =>
    world.run(query, variables, { caller });
  return { ask, done, calls: world.calls, subscribe: world.subscribe };
}

/** Where errors are, and of which code. */
function told({ errors = [] }: PlainResult): Record<string, string> {
  return Object.fromEntries(errors.map(({ path = [], extensions }) => [path.join("."), extensions.code]));
}

describe("a field", () => {
  test("for who has signed in is null for a guest, with an error at its path, and the rest is answered", async () => {
    const { ask, calls } = opened();
    const answer = await ask("{ open secret }");
    expect(answer.data).toEqual({ open: "open-word", secret: null });
    expect(told(answer)).toEqual({ secret: "UNAUTHENTICATED" });
    expect(calls.map(({ query }) => query).join()).not.toContain("secret");
    expect(await ask("{ open secret }", signedIn)).toEqual({ data: { open: "open-word", secret: "guarded-secret" } });
  });

  test("for a scope is for those who have it, or all scopes", async () => {
    const { ask } = opened();
    expect(told(await ask("{ staff }"))).toEqual({ staff: "FORBIDDEN" });
    expect(told(await ask("{ staff }", withScopes("other")))).toEqual({ staff: "FORBIDDEN" });
    expect((await ask("{ staff }", withScopes("staff"))).data).toEqual({ staff: "guarded-staff" });
    expect((await ask("{ staff }", withScopes("*"))).data).toEqual({ staff: "guarded-staff" });
  });

  test("for one of several sets of scopes wants all of a set", async () => {
    const { ask } = opened();
    for (const scopes of [["one"], ["two"], []]) {
      expect(told(await ask("{ either }", withScopes(...scopes)))).toEqual({ either: "FORBIDDEN" });
    }
    for (const scopes of [["one", "two"], ["three"]]) {
      expect((await ask("{ either }", withScopes(...scopes))).data).toEqual({ either: "guarded-either" });
    }
  });

  test("of two demands wants both, and a guest is told to sign in", async () => {
    const { ask } = opened();
    expect(told(await ask("{ both }"))).toEqual({ both: "UNAUTHENTICATED" });
    expect(told(await ask("{ both }", signedIn))).toEqual({ both: "FORBIDDEN" });
    expect((await ask("{ both }", withScopes("staff"))).data).toEqual({ both: "guarded-both" });
  });

  test("under a policy is for whom the policy is granted; a policy that fails is denied", async () => {
    const grant: Policies = async (names) => new Set(names);
    expect((await opened(grant).ask("{ ruled }")).data).toEqual({ ruled: "guarded-ruled" });
    expect(told(await opened().ask("{ ruled }", withScopes("*")))).toEqual({ ruled: "FORBIDDEN" });
    const broken: Policies = async () => {
      throw new Error("no policies today");
    };
    const failing: Policies = () => {
      throw new Error("no policies today");
    };
    for (const policies of [broken, failing]) {
      const answer = await opened(policies).ask("{ open ruled }");
      expect(answer.data).toEqual({ open: "open-word", ruled: null });
      expect(told(answer)).toEqual({ ruled: "FORBIDDEN" });
    }
  });

  test("that may not be null empties what it is part of", async () => {
    const answer = await opened().ask("{ open strict }");
    expect(answer.data).toBeNull();
    expect(told(answer)).toEqual({ strict: "UNAUTHENTICATED" });
    const nested = await opened().ask("{ store { name till { colour pin } } }");
    expect(nested.data).toEqual({ store: { name: "open-store", till: null } });
    expect(told(nested)).toEqual({ "store.till.pin": "FORBIDDEN" });
    expect((await opened().ask("{ store { name safe { colour pin } } }")).data).toEqual({ store: null });
  });

  test("that is skipped is not told of", async () => {
    const { ask } = opened();
    const query = "query ($on: Boolean!) { open secret @include(if: $on) }";
    expect(await ask(query, guest, { on: false })).toEqual({ data: { open: "open-word" } });
    expect(told(await ask(query, guest, { on: true }))).toEqual({ secret: "UNAUTHENTICATED" });
  });

  test("of an enum or a scalar that is guarded is guarded", async () => {
    const { ask } = opened();
    const answer = await ask("{ level codes open }");
    expect(answer.data).toEqual({ level: null, codes: null, open: "open-word" });
    expect(told(answer)).toEqual({ level: "FORBIDDEN", codes: "UNAUTHENTICATED" });
    expect((await ask("{ level codes }", withScopes("staff"))).data).toEqual({
      level: "HIGH",
      codes: ["guarded-code"],
    });
  });

  test("takes with it the variables that nothing else uses, those of fragments and directives too", async () => {
    const { ask } = opened();
    const query = `query ($text: String! = "guarded-default", $on: Boolean = true, $currency: String) {
      echo(text: $text)
      ...More @include(if: $on)
      thing(id: "l1") { price(currency: $currency) }
    }
    fragment More on Query { again: echo(text: $text) }`;
    const answer = await ask(query);
    expect(answer.data).toEqual({ echo: null, again: null, thing: { price: 10 } });
    expect(told(answer)).toEqual({ echo: "UNAUTHENTICATED", again: "UNAUTHENTICATED" });
    expect((await ask(query, signedIn)).data).toMatchObject({ again: "guarded-default" });
  });

  test("is withheld whatever it is called and however it is reached", async () => {
    const { ask } = opened();
    for (const query of [
      "{ open: secret }",
      "{ id: secret }",
      "{ __x: secret }",
      "{ ... { secret } }",
      "{ ... on Query { open: secret } }",
      "{ ...A } fragment A on Query { ...B } fragment B on Query { x: secret }",
      "query ($yes: Boolean = true) { secret @include(if: $yes) }",
      "{ a: __typename secret }",
    ]) {
      const answer = await ask(query);
      expect(JSON.stringify(answer)).not.toContain("guarded");
      expect(Object.values(told(answer))).toEqual(["UNAUTHENTICATED"]);
    }
  });

  test("that the gateway needs itself, as a key, is fetched and yet withheld", async () => {
    const { ask } = opened();
    const answer = await ask("{ me { born number name: number } }");
    expect(answer.data).toEqual({ me: { born: 1815, number: null, name: null } });
    expect(told(answer)).toEqual({ "me.number": "UNAUTHENTICATED", "me.name": "UNAUTHENTICATED" });
    expect((await ask("{ me { born number } }", signedIn)).data).toEqual({
      me: { born: 1815, number: "guarded-number" },
    });
  });
});

describe("an object", () => {
  test("that is guarded is null where its field says its type", async () => {
    const { ask, calls } = opened();
    const answer = await ask("{ open gem { carats } }");
    expect(answer.data).toEqual({ open: "open-word", gem: null });
    expect(told(answer)).toEqual({ gem: "UNAUTHENTICATED" });
    expect(calls.map(({ query }) => query).join()).not.toContain("gem");
    expect((await ask("{ gem { carats } }", signedIn)).data).toEqual({ gem: { carats: 8_804 } });
  });

  test("is null among others of an interface or a union, and nothing of it is asked for", async () => {
    const { ask, calls } = opened();
    const answer = await ask("{ maybe { id label } found { ... on Gem { carats } ... on Lamp { watts id } } }");
    expect(answer.data.maybe).toEqual([{ id: "l1", label: "open-lamp" }, { id: "b1", label: null }, null]);
    expect(answer.data.found).toEqual([{ watts: null, id: "l1" }, {}, null]);
    expect(told(answer)).toEqual({
      "maybe.1.label": "FORBIDDEN",
      "maybe.2": "UNAUTHENTICATED",
      "found.2": "UNAUTHENTICATED",
    });
    expect(calls.map(({ query }) => query).join()).not.toContain("carats");
  });

  test("is null when nothing but its type is asked for", async () => {
    const answer = await opened().ask("{ maybe { __typename } }");
    expect(answer.data).toEqual({ maybe: [{ __typename: "Lamp" }, { __typename: "Bond" }, null] });
    expect(told(answer)).toEqual({ "maybe.2": "UNAUTHENTICATED" });
  });

  test("empties a list that may hold no null", async () => {
    const answer = await opened().ask("{ things { id } open }");
    expect(answer.data).toBeNull();
    expect(told(answer)).toEqual({ "things.2": "UNAUTHENTICATED" });
  });

  test("of which everything is withheld is there, if it is there", async () => {
    const { ask } = opened();
    const answer = await ask("{ me { salary } store { till { colour } } }");
    expect(answer.data).toEqual({ me: { salary: null }, store: { till: { colour: "open-blue" } } });
    expect(told(answer)).toEqual({ "me.salary": "FORBIDDEN" });
  });
});

describe("a field of an interface", () => {
  test("is withheld from those objects whose own field is guarded", async () => {
    const { ask } = opened();
    const answer = await ask("{ maybe { label price maker { name country } } }", withScopes("staff"));
    expect(answer.data.maybe).toEqual([
      { label: "open-lamp", price: 10, maker: { name: "open-maker", country: "guarded-country" } },
      { label: "guarded-bond", price: 8_801, maker: null },
      { label: "guarded-gem", price: 8_803, maker: { name: "guarded-gem-maker", country: null } },
    ]);
    expect(told(answer)).toEqual({ "maybe.1.maker": "FORBIDDEN" });
  });

  test("cannot be had through fragments on the interface, on the union or on the object", async () => {
    const { ask } = opened();
    for (const selection of [
      "... on Thing { label }",
      "...OfThing",
      "... on Bond { label }",
      "... on Bond { x: label ... on Thing { price } }",
      "... on Bond { ...OfThing }",
    ]) {
      const query = `{ thing(id: "b1") { ${selection} } } ${selection.includes("OfThing") ? "fragment OfThing on Thing { label }" : ""}`;
      const answer = await ask(query, withScopes("other"));
      expect(JSON.stringify(answer)).not.toContain("guarded");
      expect(Object.values(told(answer))).toEqual(["FORBIDDEN"]);
    }
  });

  test("is asked for as before by who may see it of all objects", async () => {
    const everything = withScopes("*");
    const { ask } = opened(() => new Set(["adult"]));
    const answer = await ask("{ things { label price } }", everything);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.things.map(({ label }: { label: string }) => label)).toEqual([
      "open-lamp",
      "guarded-bond",
      "guarded-gem",
    ]);
  });
});

describe("a mutation", () => {
  test("that is withheld is not executed; the others are", async () => {
    const { ask, done } = opened();
    const answer = await ask(`mutation { a: note(text: "x") b: shred(id: "1") c: note(text: "y") }`, signedIn);
    expect(answer.data).toEqual({ a: "x", b: null, c: "y" });
    expect(told(answer)).toEqual({ b: "FORBIDDEN" });
    expect(done).toEqual(["note", "note"]);
  });

  test("of which nothing is left reaches no subgraph", async () => {
    const { ask, calls } = opened();
    expect(told(await ask(`mutation { shred(id: "1") }`))).toEqual({ shred: "FORBIDDEN" });
    expect(calls).toEqual([]);
  });

  test("has results that are guarded like any other", async () => {
    const { ask, done } = opened();
    const answer = await ask(`mutation { rename(name: "x") { person { name salary } thing { id label } } }`);
    expect(answer.data).toEqual({
      rename: { person: { name: "open-name", salary: null }, thing: { id: "b1", label: null } },
    });
    expect(told(answer)).toEqual({ "rename.person.salary": "FORBIDDEN", "rename.thing.label": "FORBIDDEN" });
    expect(done).toEqual(["rename"]);
  });
});

describe("a subscription", () => {
  test("that is withheld is refused, and nobody subscribes to anything", async () => {
    const { ask, done } = opened();
    const guests = await ask("subscription { x: alarms }");
    expect(guests.data).toBeUndefined();
    expect(told(guests)).toEqual({ x: "UNAUTHENTICATED" });
    expect(told(await ask("subscription { ...A } fragment A on Subscription { orders }", signedIn))).toEqual({
      orders: "FORBIDDEN",
    });
    expect(done).toEqual([]);
  });

  test("has events without what is withheld", async () => {
    const events: unknown[] = [];
    for await (const event of opened().subscribe("subscription { rings { count bell } }")) {
      events.push(JSON.parse(JSON.stringify(event)));
    }
    expect(events).toMatchObject([
      { data: { rings: { count: 1, bell: null } }, errors: [{ path: ["rings", "bell"] }] },
      { data: { rings: { count: 2, bell: null } }, errors: [{ path: ["rings", "bell"] }] },
    ]);
  });
});

test("directives under other names are the same directives", async () => {
  const renamed = unguarded(
    "renamed",
    `extend schema @link(
       url: "https://specs.apollo.dev/federation/v2.9"
       import: [{ name: "@authenticated", as: "@signedIn" }, { name: "@requiresScopes", as: "@needs" }, { name: "@policy", as: "@rule" }]
     )
     type Query {
       open: String
       a: String @signedIn
       b: String @needs(scopes: "staff")
       c: String @rule(policies: ["adult"])
     }`,
    { Query: { open: () => "open", a: () => "guarded", b: () => "guarded", c: () => "guarded" } },
  );
  const { run } = worldOf([renamed], { plugins: [authorisation(noPolicies)] });
  const answer = await run("{ open a b c }");
  expect(answer.data).toEqual({ open: "open", a: null, b: null, c: null });
  expect(told(answer)).toEqual({ a: "UNAUTHENTICATED", b: "FORBIDDEN", c: "FORBIDDEN" });
  const staff = await run("{ a b c }", {}, { caller: withScopes("staff") });
  expect(staff.data).toEqual({ a: "guarded", b: "guarded", c: null });
});

test("an operation of which something is withheld is answered at once, not in parts", () => {
  const schema = buildSchema("type Query { open: Inner secret: Int } type Inner { a: Int b: Int }");
  const text = `query ($now: Boolean = false, $later: Boolean = true) {
    ... @defer(label: "a", if: $later) { open { a ... @defer { b @skip(if: $now) } } secret }
    ...Rest @defer(if: $later)
  }
  fragment Rest on Query { again: open { a } }`;
  const document = parse(text);
  const operation = new KnownOperation({ schema } as ServedVariant, text, document, getOperationAST(document)!);
  const pruned = print(documentWithout(operation, (_type, field) => field === "secret")!);
  expect(pruned.replace(/\s+/g, " ")).toBe(
    "query ($now: Boolean = false) { ... { open { a ... { b @skip(if: $now) } } } ...Rest } " +
      "fragment Rest on Query { again: open { a } }",
  );
});

test("interfaces within interfaces do not multiply what is planned", async () => {
  const { ask } = opened();
  const nested = (depth: number): string => (depth === 0 ? "label" : `label near { ${nested(depth - 1)} }`);
  const answer = await ask(`{ thing(id: "l1") { ${nested(15)} } }`);
  expect(JSON.stringify(answer)).not.toContain("guarded");
  expect(answer.data.thing).toMatchObject({ label: "open-lamp", near: { label: null, near: { label: null } } });
});

test("fragments within fragments do not multiply what has to be done to withhold something", () => {
  const schema = buildSchema("type Query { secret: Int }");
  const chain = Array.from({ length: 60 }, (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`);
  const text = `{ secret ...F0 } ${chain.join(" ")} fragment F60 on Query { __typename }`;
  const document = parse(text);
  const operation = new KnownOperation({ schema } as ServedVariant, text, document, getOperationAST(document)!);
  expect(documentWithout(operation, () => true)).toBeUndefined();
});

test("a service that the settings list is somebody, with the scopes that they say", async () => {
  const service: Caller = { ...guest, kind: "service", id: "service:reports", scopes: new Set(["staff"]) };
  expect((await opened().ask("{ secret staff }", service)).data).toEqual({
    secret: "guarded-secret",
    staff: "guarded-staff",
  });
});

test("what is told of something withheld says nothing of what it takes", async () => {
  const answer = await opened().ask("{ secret staff either ruled level codes gem { id } maybe { label } }", signedIn);
  const texts = answer.errors!.map(({ message, extensions }) => JSON.stringify([message, extensions]));
  expect(texts.join()).not.toMatch(/staff|scope|one|two|three|adult|polic|Gem|Bond|Level|label/i);
});

test("rights over an operation are worked out once for all who have them", async () => {
  const { ask, calls } = opened();
  const query = "{ open secret staff }";
  await Promise.all([ask(query), ask(query), ask(query, signedIn), ask(query, withScopes("staff"))]);
  expect(new Set(calls.map((call) => call.query)).size).toBe(3);
});
