import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

function toMinorUnits(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) {
    throw badInput("MinorUnits must be a whole number within ±(2^53 − 1)");
  }
  return value;
}

function toDateTime(value: unknown): string {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value)) {
    throw badInput("DateTime must be in ISO 8601 with a time zone");
  }
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) throw badInput("DateTime is no date of the calendar");
  return instant.toISOString();
}

const minorUnits = new GraphQLScalarType<number, number>({
  name: "MinorUnits",
  parseValue: toMinorUnits,
  parseLiteral: (node: ValueNode) => toMinorUnits(node.kind === Kind.INT ? Number(node.value) : undefined),
  serialize: toMinorUnits,
});

const dateTime = new GraphQLScalarType<string, string>({
  name: "DateTime",
  parseValue: toDateTime,
  parseLiteral: (node: ValueNode) => toDateTime(node.kind === Kind.STRING ? node.value : undefined),
  serialize: (value) => (value instanceof Date ? value.toISOString() : toDateTime(value)),
});

/** How the shared scalars are read and written; resolvers give and take plain numbers and ISO texts (or Dates out). */
export const scalarResolvers = {
  MinorUnits: partsOf(minorUnits),
  DateTime: partsOf(dateTime),
};

function partsOf<Internal, External>(scalar: GraphQLScalarType<Internal, External>) {
  return { parseValue: scalar.parseValue, parseLiteral: scalar.parseLiteral, serialize: scalar.serialize };
}
