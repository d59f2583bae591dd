import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isUnionType,
} from "graphql";
import { type Draw, draw } from "./draw.ts";

/** A document with one operation, and variables for it, which may not fit. */
export interface Request {
  readonly kind: "query" | "mutation";
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const definitions =
  "($yes: Boolean!, $perhaps: Boolean = true, $n: Int, $colour: Colour = GREEN, $input: Input, $list: [Int!], $even: Even, $word: String)";
const fragmentTypes = ["A", "B", "C", "Named", "Any"] as const;

/** Draws an operation on a schema of `drawSchema`. */
export function drawRequest(g: Draw, schema: GraphQLSchema, faults: number): Request {
  const writer = new Writer(g, schema);
  const kind = draw.chance(g, 75) ? "query" : "mutation";
  const root = kind === "query" ? schema.getQueryType()! : schema.getMutationType()!;
  const fragments = fragmentTypes.map((name, index) => {
    const type = schema.getType(name) as GraphQLCompositeType;
    return `fragment F${index} on ${name} ${writer.selection(type, 3, index + 1)}`;
  });
  const document = `${kind} Q${definitions} ${writer.selection(root, 0, 0)}\n${fragments.join("\n")}`;
  return { kind, document, variables: drawVariables(g, 3 * faults) };
}

class Writer {
  readonly #g: Draw;
  readonly #schema: GraphQLSchema;
  readonly #argumentsOf = new Map<string, string>();
  #aliases = 0;

  constructor(g: Draw, schema: GraphQLSchema) {
    this.#g = g;
    this.#schema = schema;
  }

  /** Fragments from `nextFragment` on may be spread, so none leads to itself. */
  selection(type: GraphQLCompositeType, depth: number, nextFragment: number): string {
    const count = 1 + draw.integer(this.#g, depth > 3 ? 1 : 3);
    const entries = Array.from({ length: count }, () => this.#entry(type, depth, nextFragment));
    return `{ __typename ${entries.join(" ")} }`;
  }

  #entry(type: GraphQLCompositeType, depth: number, nextFragment: number): string {
    const kind = draw.integer(this.#g, 9);
    if (kind === 0) return `... ${this.#condition()} ${this.selection(type, depth + 1, nextFragment)}`;
    if (kind <= 2) return this.#typed(type, depth, nextFragment);
    if (kind <= 4 && nextFragment < fragmentTypes.length) return this.#spread(type, nextFragment);
    return this.#field(type, depth, nextFragment);
  }

  #typed(type: GraphQLCompositeType, depth: number, nextFragment: number): string {
    const narrower = this.#overlapping(type);
    const chosen = draw.oneOf(this.#g, narrower.length ? narrower : [type.name]);
    const inner = this.#schema.getType(chosen) as GraphQLCompositeType;
    return `... on ${chosen} ${this.#condition()} ${this.selection(inner, depth + 1, nextFragment)}`;
  }

  #spread(type: GraphQLCompositeType, nextFragment: number): string {
    const fitting = this.#overlapping(type)
      .map((name) => fragmentTypes.indexOf(name))
      .filter((index) => index >= nextFragment);
    return fitting.length ? `...F${draw.oneOf(this.#g, fitting)} ${this.#condition()}` : "__typename";
  }

  #overlapping(type: GraphQLCompositeType): (typeof fragmentTypes)[number][] {
    const members: Readonly<Record<string, readonly string[]>> = { Named: ["A", "B"], Any: ["A", "C"] };
    const own = members[type.name] ?? [type.name];
    return fragmentTypes.filter((name) => (members[name] ?? [name]).some((member) => own.includes(member)));
  }

  #field(type: GraphQLCompositeType, depth: number, nextFragment: number): string {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    if (fields.length === 0) return "__typename";
    const field = draw.oneOf(this.#g, fields);
    const named = getNamedType(field.type);
    if (isCompositeType(named) && depth > 5) return "__typename";
    const key = this.#key(type, field);
    const inner = isCompositeType(named) ? this.selection(named, depth + 1, nextFragment) : "";
    return `${key} ${this.#condition()} ${inner}`;
  }

  /** The field with an alias of its own, or as everybody asks for it: then the two are merged. */
  #key(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): string {
    if (draw.chance(this.#g, 3)) return `__proto__: ${field.name}${this.#arguments(field)}`;
    if (draw.chance(this.#g, 25)) return `a${this.#aliases++}: ${field.name}${this.#arguments(field)}`;
    const place = `${type.name}_${field.name}`;
    const known = this.#argumentsOf.get(place) ?? this.#arguments(field);
    this.#argumentsOf.set(place, known);
    return `${place}: ${field.name}${known}`;
  }

  #arguments(field: GraphQLField<unknown, unknown>): string {
    if (field.args.length === 0) return "";
    const values: Record<string, readonly string[]> = {
      n: ["$n", "5", "null"],
      colour: ["$colour", "BLUE", "null"],
      input: ["$input", "{ a: $n, b: $word }", `{ c: 5, deeper: { e: $even } }`, `{ only: { x: 1 }, must: BLUE }`],
      list: ["$list", "[1, 2]", "7", "null"],
      even: ["$even", "2"],
      words: ["[[$word, null], null]", `"one"`, "[$word]"],
    };
    const given = Object.entries(values)
      .filter(() => draw.chance(this.#g, 50))
      .map(([name, choices]) => `${name}: ${draw.oneOf(this.#g, choices)}`);
    return given.length ? `(${given.join(", ")})` : "";
  }

  #condition(): string {
    return draw.oneOf(this.#g, [
      ...["", "", "", "", ""],
      ...["@skip(if: true)", "@skip(if: $yes)", "@include(if: $yes)", "@include(if: $perhaps)"],
      "@include(if: $yes) @skip(if: $perhaps)",
    ]);
  }
}

function drawVariables(g: Draw, faults: number): Record<string, unknown> {
  const choices: Readonly<Record<string, readonly unknown[]>> = {
    yes: [true, false],
    perhaps: [true, false],
    n: [4, 0, null],
    colour: ["RED", null],
    input: [{ a: 2 }, { b: "b", c: 3 }, { deeper: { deeper: { e: 6 } } }, { must: "BLUE", only: { y: "y" } }, null],
    list: [[1, 2], 3, [], null],
    even: [2, 8, null],
    word: ["word", null],
  };
  const wrong: readonly unknown[] = [
    null,
    "?",
    1.5,
    "odd",
    100,
    [null],
    { a: 2, unknown: true },
    { deeper: 5, unknown: true, c: ["x"] },
    { only: { x: 1, y: "2" }, must: null },
    JSON.parse(`{"__proto__": {"a": 5}}`),
  ];
  const given = Object.entries(choices).filter(([name]) => draw.chance(g, name === "yes" ? 98 : 60));
  return Object.fromEntries(
    given.map(([name, values]) => [name, draw.chance(g, faults) ? draw.oneOf(g, wrong) : draw.oneOf(g, values)]),
  );
}
