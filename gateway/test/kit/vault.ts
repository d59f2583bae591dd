import { type Subgraph, type SubgraphRequest, sdlOf } from "@angidi/subgraph";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { type ExecutionResult, execute, parse, subscribe } from "graphql";

/** Resolvers by type and field. */
// biome-ignore lint/suspicious/noExplicitAny: the resolvers of many types
export type Resolvers = Readonly<Record<string, any>>;

/**
 * A subgraph that guards nothing: what it is asked for it gives, so whatever is withheld the gateway withholds. SDL with
 * a link of its own is taken as it is.
 */
export function unguarded(name: string, sdl: string, resolvers: Resolvers): Subgraph {
  const complete = sdl.includes("@link(") ? sdl : sdlOf({ sdl });
  const schema = buildSubgraphSchema([{ typeDefs: parse(complete), resolvers }]);
  const argumentsOf = ({ query, variables, operationName }: SubgraphRequest) => ({
    schema,
    document: parse(query),
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
  return {
    name,
    sdl: complete,
    transport: {
      execute: async (request) => execute(argumentsOf(request)),
      subscribe: async (request) => (await subscribe(argumentsOf(request))) as AsyncIterable<ExecutionResult>,
    },
    routes: [],
    start: async () => {},
    stop: async () => {},
  };
}

/** What the vault holds, as SDL; the markers of federation aside it is a schema of its own. */
export const vaultSdl = `
  type Query {
    open: String
    secret: String @authenticated
    staff: String @requiresScopes(scopes: [["staff"]])
    either: String @requiresScopes(scopes: [["one", "two"], ["three"]])
    ruled: String @policy(policies: [["adult"]])
    both: String @authenticated @requiresScopes(scopes: [["staff"]])
    strict: String! @authenticated
    echo(text: String!): String @authenticated
    me: Person
    thing(id: ID!): Thing
    things: [Thing!]!
    maybe: [Thing]
    found: [Found]
    gem: Gem
    lamp: Lamp
    level: Level
    codes: [Code]
    store: Store
  }
  interface Thing {
    id: ID!
    label: String
    price(currency: String = "EUR"): Int
    maker: Maker
    size: Size
    near: Thing
  }
  interface Size { height: Int unit: String }
  type LampSize implements Size { height: Int! unit: String bulb: Int }
  type BondSize implements Size { height: Int unit: String! @requiresScopes(scopes: [["staff"]]) pages: Int }
  type Lamp implements Thing @key(fields: "id") {
    id: ID!
    label: String!
    price(currency: String = "EUR"): Int
    maker: Maker
    size: LampSize
    near: Thing
    watts: Int
  }
  type Bond implements Thing @key(fields: "id") {
    id: ID!
    label: String @requiresScopes(scopes: [["staff"]])
    price(currency: String = "EUR"): Int @authenticated
    maker: Maker @policy(policies: [["adult"]])
    size: BondSize @authenticated
    near: Bond
    rate: Int! @requiresScopes(scopes: [["staff"]])
  }
  type Gem implements Thing @key(fields: "id") @authenticated {
    id: ID!
    label: String
    price(currency: String = "EUR"): Int
    maker: Maker
    size: Size
    near: Thing
    carats: Int
  }
  union Found = Lamp | Bond | Gem
  type Maker { name: String country: String @authenticated }
  type Person @key(fields: "number") { number: ID @authenticated name: String salary: Int @requiresScopes(scopes: [["staff"]]) friend: Person }
  type Store { name: String! safe: Safe! till: Safe }
  type Safe { pin: String! @requiresScopes(scopes: [["staff"]]) colour: String }
  enum Level @requiresScopes(scopes: [["staff"]]) { LOW HIGH }
  scalar Code @authenticated
  type Mutation {
    note(text: String!): String
    shred(id: ID!): String @requiresScopes(scopes: [["staff"]])
    rename(name: String!): Renamed
  }
  type Renamed { person: Person thing: Thing }
  type Subscription {
    rings: Ring
    alarms: String @authenticated
    orders: String @requiresScopes(scopes: [["staff"]])
  }
  type Ring { count: Int bell: String @authenticated }
`;

const bond: Readonly<Record<string, unknown>> = {
  __typename: "Bond",
  id: "b1",
  label: "guarded-bond",
  price: 8_801,
  maker: { name: "guarded-maker" },
  rate: 8_802,
  size: { __typename: "BondSize", height: 8_810, unit: "guarded-unit", pages: 8_811 },
  near: () => bond,
};
const gem: Readonly<Record<string, unknown>> = {
  __typename: "Gem",
  id: "guarded-gem-id",
  label: "guarded-gem",
  price: 8_803,
  carats: 8_804,
  maker: { name: "guarded-gem-maker" },
  size: { __typename: "BondSize", height: 8_812, unit: "guarded-gem-unit" },
  near: () => lamp,
};
const lamp: Readonly<Record<string, unknown>> = {
  __typename: "Lamp",
  id: "l1",
  label: "open-lamp",
  price: 10,
  maker: { name: "open-maker", country: "guarded-country" },
  size: { __typename: "LampSize", height: 30, unit: "cm", bulb: 14 },
  near: () => bond,
};
const things = [lamp, bond, gem];
const person = {
  number: "guarded-number",
  name: "open-name",
  salary: 8_805,
  friend: () => ({ number: "guarded-number-2", name: "open-friend", salary: 8_806 }),
};
const store = {
  name: "open-store",
  safe: { pin: "guarded-pin", colour: "open-red" },
  till: { pin: "guarded-pin", colour: "open-blue" },
};

/** What the vault's root fields give. */
export const vaultRoot: Readonly<Record<string, (...given: never[]) => unknown>> = {
  open: () => "open-word",
  secret: () => "guarded-secret",
  staff: () => "guarded-staff",
  either: () => "guarded-either",
  ruled: () => "guarded-ruled",
  both: () => "guarded-both",
  strict: () => "guarded-strict",
  echo: (_: unknown, { text }: { text: string }) => text,
  me: () => person,
  thing: (_: unknown, { id }: { id: string }) => things.find((each) => String(each.id).includes(id)),
  things: () => things,
  maybe: () => things,
  found: () => things,
  gem: () => gem,
  lamp: () => lamp,
  level: () => "HIGH",
  codes: () => ["guarded-code"],
  store: () => store,
};

export interface Vault {
  readonly subgraphs: readonly Subgraph[];
  /** The mutations that were executed. */
  readonly done: string[];
}

/** The vault, and a second subgraph that knows more of some of what is in it by its keys. */
export function vault(): Vault {
  const done: string[] = [];
  const main = unguarded("vault", vaultSdl, {
    Query: vaultRoot,
    Mutation: {
      note: (_: unknown, { text }: { text: string }) => {
        done.push("note");
        return text;
      },
      shred: () => {
        done.push("shred");
        return "guarded-shred";
      },
      rename: () => {
        done.push("rename");
        return { person, thing: bond };
      },
    },
    Subscription: {
      rings: {
        async *subscribe() {
          yield { rings: { count: 1, bell: "guarded-bell" } };
          yield { rings: { count: 2, bell: "guarded-bell" } };
        },
      },
      alarms: {
        async *subscribe() {
          done.push("alarms");
          yield { alarms: "guarded-alarm" };
        },
      },
      orders: {
        async *subscribe() {
          done.push("orders");
          yield { orders: "guarded-order" };
        },
      },
    },
    Lamp: { __resolveReference: ({ id }: { id: string }) => things.find((each) => each.id === id) },
    Bond: { __resolveReference: ({ id }: { id: string }) => things.find((each) => each.id === id) },
    Gem: { __resolveReference: ({ id }: { id: string }) => things.find((each) => each.id === id) },
  });
  const archive = unguarded(
    "archive",
    `
    type Lamp @key(fields: "id") { id: ID! age: Int }
    type Bond @key(fields: "id") { id: ID! age: Int @requiresScopes(scopes: [["staff"]]) }
    type Person @key(fields: "number") { number: ID @authenticated born: Int }
    `,
    {
      Lamp: { __resolveReference: (reference: object) => ({ ...reference, age: 3 }) },
      Bond: { __resolveReference: (reference: object) => ({ ...reference, age: 8_807 }) },
      Person: { __resolveReference: (reference: object) => ({ ...reference, born: 1815 }) },
    },
  );
  return { subgraphs: [main, archive], done };
}
