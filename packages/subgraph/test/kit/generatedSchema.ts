import { buildSchema, type GraphQLEnumType, GraphQLError, type GraphQLScalarType, type GraphQLSchema } from "graphql";
import { type Draw, draw } from "./draw.ts";

const objects = ["Query", "A", "B", "C"] as const;
const composites = ["A", "B", "C", "Named", "Any"] as const;
const leaves = ["Int", "Float", "String", "Boolean", "ID", "Colour", "Even"] as const;
/** On every field that has arguments, so that one set of variables fits all of them. */
const parameters = "(n: Int = 3, colour: Colour, input: Input, list: [Int!], even: Even = 4, words: [[String]])";

/** A schema of three object types, an interface and a union of them, with fields of all kinds. */
export function drawSchema(g: Draw): GraphQLSchema {
  const fieldsOf = (count: number) => Array.from({ length: count }, (_, index) => drawField(g, index)).join("\n");
  const shared = drawField(g, 9);
  const types = objects.map((name) => {
    const isNamed = name === "A" || name === "B";
    return `type ${name}${isNamed ? " implements Named" : ""} {\n${fieldsOf(3)}\n${isNamed ? shared : ""}\n}`;
  });
  const schema = buildSchema(`
    ${types.join("\n")}
    type Mutation { ${fieldsOf(3)} }
    interface Named { ${shared} }
    union Any = A | C
    enum Colour { RED GREEN BLUE }
    scalar Even
    input Input { a: Int = 1, b: String, c: [Int!], deeper: Input, e: Even, must: Colour! = RED, only: Only }
    input Only @oneOf { x: Int, y: String }
  `);
  defineLeaves(schema);
  return schema;
}

function drawField(g: Draw, index: number): string {
  const named = draw.chance(g, 55) ? draw.oneOf(g, leaves) : draw.oneOf(g, composites);
  const wrap = draw.oneOf(g, ["_", "_", "_!", "_!", "[_]", "[_!]", "[_!]!", "[_]!", "[[_!]]", "[[_]!]!"]);
  return `f${index}${draw.chance(g, 30) ? parameters : ""}: ${wrap.replace("_", named)}`;
}

function defineLeaves(schema: GraphQLSchema): void {
  const even = schema.getType("Even") as GraphQLScalarType;
  const check = (value: unknown) => {
    if (value === 100) return null;
    if (typeof value === "number" && value % 2 === 0) return value;
    throw new GraphQLError(`${String(value)} is not even`, { extensions: { code: "BAD_USER_INPUT" } });
  };
  even.serialize = check;
  even.parseValue = (value) => {
    // Not a GraphQLError, which graphql tells otherwise.
    if (value === "odd") throw new Error("odd");
    return check(value);
  };
  for (const value of (schema.getType("Colour") as GraphQLEnumType).getValues()) {
    value.value = `internal ${value.name}`;
  }
}
