import {
  type ConstValueNode,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type ValueNode,
} from "graphql";
import type { Random } from "./random.ts";

/** A value for an argument or an input field called `name`, as it would be sent as a variable. */
export type MakeValue = (type: GraphQLInputType, name: string, depth?: number) => unknown;

/** Makes values: those listed for the name where there are any, others from the type. */
export function valueMaker(random: Random, listed: Readonly<Record<string, readonly unknown[]>>): MakeValue {
  const make: MakeValue = (type, name, depth = 0) => {
    if (isNonNullType(type)) {
      for (;;) {
        const value = make(type.ofType, name, depth);
        if (value !== null) return value;
      }
    }
    if (random.chance(8)) return null;
    if (isListType(type)) {
      const length = depth > 2 ? 0 : random.below(4);
      return Array.from({ length }, () => make(type.ofType, name, depth));
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || (depth < 3 && random.chance(60)),
      );
      return Object.fromEntries(fields.map((field) => [field.name, make(field.type, field.name, depth + 1)]));
    }
    if (listed[name]) return random.pick(listed[name]);
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    switch (type.name) {
      case "Int":
        return random.below(5) - 1;
      case "Float":
        return random.below(40) / 8;
      case "Boolean":
        return random.chance(50);
      default:
        return random.pick(["1", "2", "a", ""]);
    }
  };
  return make;
}

/** A value as it is written in a document. */
export function literalOf(type: GraphQLInputType, value: unknown): ConstValueNode {
  if (isNonNullType(type)) return literalOf(type.ofType, value);
  if (value === null || value === undefined) return { kind: Kind.NULL };
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [value];
    return { kind: Kind.LIST, values: items.map((item) => literalOf(type.ofType, item)) };
  }
  if (isInputObjectType(type)) {
    const fields = Object.entries(value as object).map(([name, each]) => ({
      kind: Kind.OBJECT_FIELD as const,
      name: { kind: Kind.NAME as const, value: name },
      value: literalOf(type.getFields()[name]!.type, each),
    }));
    return { kind: Kind.OBJECT, fields };
  }
  if (isEnumType(type)) return { kind: Kind.ENUM, value: String(value) };
  return plainLiteral(value);
}

/** For scalars, custom ones too. */
function plainLiteral(value: unknown): ConstValueNode {
  if (value === null) return { kind: Kind.NULL };
  if (typeof value === "boolean") return { kind: Kind.BOOLEAN, value };
  if (typeof value === "number") return { kind: Number.isInteger(value) ? Kind.INT : Kind.FLOAT, value: String(value) };
  if (Array.isArray(value)) return { kind: Kind.LIST, values: value.map(plainLiteral) };
  if (typeof value === "object") {
    const fields = Object.entries(value).map(([name, each]) => ({
      kind: Kind.OBJECT_FIELD as const,
      name: { kind: Kind.NAME as const, value: name },
      value: plainLiteral(each),
    }));
    return { kind: Kind.OBJECT, fields };
  }
  return { kind: Kind.STRING, value: String(value) };
}

/** Literals with some of their parts moved to where `instead` puts them: into variables. */
export function withVariablesInside(
  type: GraphQLInputType,
  value: unknown,
  instead: (type: GraphQLInputType, value: unknown) => ValueNode | undefined,
): ValueNode {
  const moved = instead(type, value);
  if (moved) return moved;
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable) && Array.isArray(value)) {
    return { kind: Kind.LIST, values: value.map((item) => withVariablesInside(nullable.ofType, item, instead)) };
  }
  if (isInputObjectType(nullable) && value !== null) {
    const fields = Object.entries(value as object).map(([name, each]) => ({
      kind: Kind.OBJECT_FIELD as const,
      name: { kind: Kind.NAME as const, value: name },
      value: withVariablesInside(nullable.getFields()[name]!.type, each, instead),
    }));
    return { kind: Kind.OBJECT, fields };
  }
  return literalOf(type, value);
}
