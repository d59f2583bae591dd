import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, type GraphQLLeafType, GraphQLString } from "graphql";

/** When a built-in scalar's value is in the form of the response already, as an expression on `value`. */
const servedForms = new Map<GraphQLLeafType, string>([
  [GraphQLString, `typeof value === "string"`],
  [GraphQLID, `typeof value === "string"`],
  [GraphQLBoolean, `typeof value === "boolean"`],
  // In 32 bits it is what it was before: an integer.
  [GraphQLInt, "(value | 0) === value"],
  // Infinity less itself is no number, and no number is not itself.
  [GraphQLFloat, `typeof value === "number" && value - value === 0`],
]);

/** The expression for values that need no serialising. Undefined for a type of which nothing is known. */
export function servedForm(type: GraphQLLeafType, isRequired: boolean): string | undefined {
  const form = servedForms.get(type);
  return form && !isRequired ? `value === null || ${form}` : form;
}

/** A scalar's or enum's value for the response, null for none. Throws for an error and for what is no such value. */
export function compileLeaf(type: GraphQLLeafType): (value: unknown) => unknown {
  return (value) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    const served = type.serialize(value);
    if (served === null || served === undefined) {
      throw new Error(`${type.name} makes no value of what was resolved`);
    }
    return served;
  };
}
