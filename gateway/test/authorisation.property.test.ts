import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  buildASTSchema,
  defaultFieldResolver,
  execute,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  parse,
  validate,
} from "graphql";
import { type Caller, guest } from "../src/pipeline/caller.ts";
import { authorisation } from "../src/plugins/authorisation.ts";
import { signedIn, worldOf } from "./kit/graph.ts";
import { vault, vaultRoot, vaultSdl } from "./kit/vault.ts";

type Demand = "signed in" | "staff" | "one and two, or three" | "adult";

/** What the vault's directives say, written down once more: by coordinates of types and of fields. */
const demands: Readonly<Record<string, readonly Demand[]>> = {
  Gem: ["signed in"],
  Level: ["staff"],
  Code: ["signed in"],
  "Query.secret": ["signed in"],
  "Query.staff": ["staff"],
  "Query.either": ["one and two, or three"],
  "Query.ruled": ["adult"],
  "Query.both": ["signed in", "staff"],
  "Query.strict": ["signed in"],
  "Query.echo": ["signed in"],
  "Bond.label": ["staff"],
  "Bond.price": ["signed in"],
  "Bond.maker": ["adult"],
  "Bond.rate": ["staff"],
  "Bond.age": ["staff"],
  "Bond.size": ["signed in"],
  "BondSize.unit": ["staff"],
  "Maker.country": ["signed in"],
  "Person.number": ["signed in"],
  "Person.salary": ["staff"],
  "Safe.pin": ["staff"],
};

interface Somebody {
  readonly caller: Caller;
  readonly meets: readonly Demand[];
}

const people: readonly Somebody[] = [
  { caller: guest, meets: [] },
  { caller: signedIn, meets: ["signed in"] },
  { caller: { ...signedIn, scopes: new Set(["staff"]) }, meets: ["signed in", "staff"] },
  { caller: { ...signedIn, scopes: new Set(["one", "two"]) }, meets: ["signed in", "one and two, or three"] },
  { caller: { ...guest, scopes: new Set(["three", "one"]) }, meets: ["one and two, or three"] },
  { caller: { ...signedIn, claims: { adult: true } }, meets: ["signed in", "adult"] },
  {
    caller: { ...signedIn, scopes: new Set(["*"]), claims: { adult: true } },
    meets: ["signed in", "staff", "one and two, or three", "adult"],
  },
];

const monolith = buildASTSchema(
  parse(`
    directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @key(fields: String!) on OBJECT
    ${vaultSdl}
    extend type Lamp { age: Int }
    extend type Bond { age: Int }
    extend type Person { born: Int }
  `),
);
/** What the second subgraph knows. */
const beyond: Readonly<Record<string, () => unknown>> = {
  "Lamp.age": () => 3,
  "Bond.age": () => 8_807,
  "Person.born": () => 1815,
};
for (const type of Object.values(monolith.getTypeMap())) {
  if (!isObjectType(type) || type.name.startsWith("__")) continue;
  for (const field of Object.values(type.getFields())) {
    const given = type.name === "Query" ? vaultRoot[field.name] : undefined;
    const resolve = (given ??
      beyond[`${type.name}.${field.name}`] ??
      defaultFieldResolver) as typeof defaultFieldResolver;
    const value = getNamedType(field.type);
    const wanted = [
      ...(demands[`${type.name}.${field.name}`] ?? []),
      ...((!isAbstractType(value) && demands[value.name]) || []),
    ];
    field.resolve = (parent, args, { meets }: Somebody, info) => {
      const refusal = refusalOf(wanted, meets);
      if (refusal) throw refusal;
      const found = resolve(parent, args, undefined, info);
      return Array.isArray(found) ? found.map((each) => guarded(each, meets)) : guarded(found, meets);
    };
  }
}

// biome-ignore lint/suspicious/noExplicitAny: an object of any type
function guarded(value: any, meets: readonly Demand[]): unknown {
  const wanted = demands[value?.__typename];
  return (wanted && refusalOf(wanted, meets)) ?? value;
}

function refusalOf(wanted: readonly Demand[], meets: readonly Demand[]): GraphQLError | undefined {
  const missing = wanted.filter((each) => !meets.includes(each));
  if (missing.length === 0) return undefined;
  const code = missing.includes("signed in") ? "UNAUTHENTICATED" : "FORBIDDEN";
  return new GraphQLError("withheld", { extensions: { code } });
}

type Dice = (below: number) => number;

/** An operation made up by the dice, with fragments of both kinds, directives and aliases; it may be invalid. */
function anyQuery(schema: GraphQLSchema, dice: Dice): string {
  const fragments: string[] = [];
  const selections = (type: GraphQLCompositeType, depth: number): string => {
    const made: string[] = [];
    const fields = "getFields" in type ? Object.values(type.getFields()) : [];
    const overlapping = Object.values(schema.getTypeMap()).filter(
      (each): each is GraphQLCompositeType =>
        isCompositeType(each) && !each.name.startsWith("__") && overlaps(schema, type, each),
    );
    for (let left = 1 + dice(4); left > 0; left--) {
      const kind = dice(8);
      if (kind === 0) made.push("__typename");
      else if (kind < 3 && depth > 0) {
        const condition = overlapping[dice(overlapping.length)]!;
        const body = selections(condition, depth - 1);
        if (dice(2) === 0) made.push(`... on ${condition.name} ${body}`);
        else {
          const name = `F${fragments.length}`;
          fragments.push(`fragment ${name} on ${condition.name} ${body}`);
          made.push(`...${name}`, ...(dice(3) === 0 ? [`...${name}`] : []));
        }
      } else if (fields.length > 0) {
        const field = fields[dice(fields.length)]!;
        const value = getNamedType(field.type);
        if (isCompositeType(value) && depth === 0) continue;
        const alias = dice(4) === 0 ? `${["id", "name", "a", "secret", "label"][dice(5)]}: ` : "";
        const below = isCompositeType(value) ? ` ${selections(value, depth - 1)}` : "";
        made.push(`${alias}${field.name}${given(field.name, dice)}${below || directive(dice)}`);
      }
    }
    return `{ ${made.length > 0 ? made.join(" ") : "__typename"} }`;
  };
  const body = selections(schema.getQueryType()!, 4);
  const variables = `($id: ID = "b1", $text: String = "said", $yes: Boolean = true, $no: Boolean = false, $off: Boolean = false)`;
  return `query ${variables} ${body} ${fragments.join(" ")}`;
}

function overlaps(schema: GraphQLSchema, some: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
  const objects = (type: GraphQLCompositeType) => (isAbstractType(type) ? schema.getPossibleTypes(type) : [type]);
  return objects(some).some((each) => objects(other).includes(each));
}

function directive(dice: Dice): string {
  return ["", "", "", "", "", " @include(if: $yes)", " @include(if: $off)", " @skip(if: $no)"][dice(8)]!;
}

function given(field: string, dice: Dice): string {
  if (field === "thing") return [`(id: "l1")`, `(id: "b1")`, `(id: "gem")`, "(id: $id)"][dice(4)]!;
  if (field === "echo") return [`(text: "x")`, "(text: $text)"][dice(2)]!;
  return field === "price" && dice(2) === 0 ? `(currency: "USD")` : "";
}

test("whoever asks for whatever gets what a single graph that checks each field would give, and nothing else", async () => {
  const { subgraphs } = vault();
  const policies = (names: readonly string[], { claims }: Caller) => new Set(claims.adult === true ? names : []);
  const world = worldOf(subgraphs, { plugins: [authorisation(policies)] });
  let checked = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: 60, maxLength: 200 }), async (rolls) => {
      let next = 0;
      const dice = (below: number) => rolls[next++ % rolls.length]! % below;
      const text = anyQuery(monolith, dice);
      const document = parse(text);
      const rulesBroken = validate(monolith, document).filter(({ message }) => !/is never used/.test(message));
      if (rulesBroken.length > 0 || text.length > 20_000) return;
      const used = text.replace(/\$(\w+): [^,)]+/g, (definition, name) =>
        text.split(`$${name}`).length > 2 ? definition : "",
      );
      const query = used
        .replace(/\([\s,]*\)/, "")
        .replace(/\(([\s,]+)/, "(")
        .replace(/,\s*,/g, ",");
      for (const somebody of people) {
        const before = world.calls.length;
        const answer = await world.run(query, {}, { caller: somebody.caller });
        const expected = JSON.parse(
          JSON.stringify(await execute({ schema: monolith, document: parse(query), contextValue: somebody })),
        );
        expect({ query, data: answer.data }).toEqual({ query, data: expected.data });
        const told = new Set(answer.errors?.map(({ path, extensions }) => `${path?.join(".")} ${extensions.code}`));
        for (const { path, extensions } of expected.errors ?? []) {
          if (extensions) expect(told).toContain(`${path.join(".")} ${extensions.code}`);
        }
        if (somebody.meets.length === 0) {
          expect(JSON.stringify(answer)).not.toMatch(/guarded|88\d\d/);
          const asked = world.calls.slice(before).map((call) => call.query.replace(/\w+:(?!:)/g, ""));
          expect(asked.join()).not.toMatch(
            /[{\s](secret|staff|either|ruled|both|strict|echo|gem|level|codes|carats|rate|pin|salary|country)\b/,
          );
        }
      }
      checked++;
    }),
    { numRuns: 300, seed: 20_260_501 },
  );
  expect(checked).toBeGreaterThan(60);
}, 120_000);
