import { type GraphQLOutputType, isEnumType, isNonNullType, isScalarType, isSpecifiedScalarType } from "graphql";

/** Whether a value is written as it came. One that is not may still be a value of its type: the number 5 is an ID. */
export type IsPlain = (value: unknown) => boolean;

const specified: Readonly<Record<string, IsPlain>> = {
  String: (value) => typeof value === "string",
  ID: (value) => typeof value === "string",
  Boolean: (value) => typeof value === "boolean",
  Int: (value) => typeof value === "number" && (value | 0) === value,
  Float: (value) => Number.isFinite(value),
};

/** The check for a leaf type; undefined for any other. */
export function plainLeaf(type: GraphQLOutputType): IsPlain | undefined {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isEnumType(nullable)) {
    const names = new Set<unknown>(nullable.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  if (!isScalarType(nullable)) return undefined;
  // A scalar that the schema only names is for its subgraph to define; it passes as it came.
  return isSpecifiedScalarType(nullable) ? specified[nullable.name] : (value) => value !== null && value !== undefined;
}
