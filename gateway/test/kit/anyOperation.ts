import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

/** Gives a whole number from 0 up to, not including, `below`. */
export type Dice = (below: number) => number;

/** An operation that is valid in the schema, made up by the dice: fields, fragments, arguments. */
export function anyOperation(schema: GraphQLSchema, dice: Dice): string {
  const roots = [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
    ["subscription", schema.getSubscriptionType()],
  ] as const;
  const present = roots.filter(([, type]) => type);
  const [kind, type] = present[dice(present.length)]!;
  return `${kind} ${selectionOf(schema, type!, dice, 5, kind === "subscription" ? 1 : 4)}`;
}

let lastAlias = 0;

function selectionOf(schema: GraphQLSchema, type: GraphQLOutputType, dice: Dice, depth: number, most = 4): string {
  const parent = getNamedType(type);
  if (isLeafType(parent)) return "";
  const selections: string[] = [];
  if (isObjectType(parent) || isInterfaceType(parent)) {
    const fields = Object.values(parent.getFields());
    for (let left = 1 + dice(most); left > 0; left--) {
      const field = fields[dice(fields.length)]!;
      if (depth === 0 && !isLeafType(getNamedType(field.type))) continue;
      // An alias of its own for each: whether fields can be merged is not the question here.
      selections.push(
        `a${++lastAlias}: ${field.name}${argumentsOf(field, dice)} ${selectionOf(schema, field.type, dice, depth - 1)}`,
      );
    }
  }
  if (!isObjectType(parent) && depth > 0) {
    for (const each of schema.getPossibleTypes(parent as Parameters<GraphQLSchema["getPossibleTypes"]>[0])) {
      if (dice(2) === 0) selections.push(`... on ${each.name} ${selectionOf(schema, each, dice, depth - 1)}`);
    }
  } else if (isObjectType(parent) && depth > 0) {
    for (const each of parent.getInterfaces()) {
      if (dice(3) === 0) selections.push(`... on ${each.name} ${selectionOf(schema, each, dice, depth - 1)}`);
    }
  }
  return `{ ${selections.length > 0 ? selections.join(" ") : `a${++lastAlias}: __typename`} }`;
}

function argumentsOf(field: GraphQLField<unknown, unknown>, dice: Dice): string {
  const given = field.args.filter((argument: GraphQLArgument) => isRequiredArgument(argument) || dice(2) === 0);
  if (given.length === 0) return "";
  return `(${given.map(({ name, type }) => `${name}: ${literalOf(type, dice, 3)}`).join(" ")})`;
}

function literalOf(type: GraphQLInputType, dice: Dice, depth: number): string {
  if (isNonNullType(type)) return literalOf(type.ofType, dice, depth);
  if (isListType(type))
    return `[${Array.from({ length: dice(3) }, () => literalOf(type.ofType, dice, depth)).join(" ")}]`;
  if (isEnumType(type)) return type.getValues()[dice(type.getValues().length)]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || (depth > 0 && dice(2) === 0),
    );
    return `{${fields.map((field) => `${field.name}: ${literalOf(field.type, dice, depth - 1)}`).join(" ")}}`;
  }
  if (type.name === "Boolean") return String(dice(2) === 0);
  return type.name === "String" ? '"text"' : String(dice(100));
}
