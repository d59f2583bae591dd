import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from "graphql";

type Values = Readonly<Record<string, unknown>>;
export type CoerceVariables = (inputs: Values) => ReturnType<typeof getVariableValues>;

/** What comes of a value that does not fit its type; no value of a client is it. */
const unfit = Symbol("unfit");
type Coerce = (value: unknown) => unknown;

/** As many complaints as graphql gives of one request. */
const maxErrors = 50;

/**
 * Coerces an operation's variables. The functions made here know values that fit; of one that does not they only say so,
 * and graphql's own function goes over the variables again for its complaints.
 */
export function compileVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): CoerceVariables {
  const compiled = definitions.map((definition) => compileVariable(schema, definition));
  return (inputs) => {
    const coerced = coerceAll(compiled, inputs);
    return coerced ? { coerced } : getVariableValues(schema, definitions, inputs, { maxErrors });
  };
}

type Variable = { readonly name: string; readonly coerce: Coerce; readonly absent: () => unknown };

function coerceAll(variables: readonly Variable[], inputs: Values): Record<string, unknown> | undefined {
  const coerced: Record<string, unknown> = {};
  try {
    for (const { name, coerce, absent } of variables) {
      const value = Object.hasOwn(inputs, name) ? coerce(inputs[name]) : absent();
      if (value === unfit) return undefined;
      if (value !== undefined) coerced[name] = value;
    }
    return coerced;
  } catch {
    return undefined;
  }
}

function compileVariable(schema: GraphQLSchema, { variable, type, defaultValue }: VariableDefinitionNode): Variable {
  const name = variable.name.value;
  const inputType = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]);
  // As a property of a plain object `__proto__` would not be what was given.
  if (!isInputType(inputType) || name === "__proto__") return { name, coerce: () => unfit, absent: () => unfit };
  const absent = defaultValue
    ? () => valueFromAST(defaultValue, inputType)
    : () => (isNonNullType(inputType) ? unfit : undefined);
  return { name, coerce: compileInput(inputType, new Map()), absent };
}

/** Types may hold themselves, so those under way are kept by type. */
function compileInput(type: GraphQLInputType, known: Map<GraphQLInputType, Coerce>): Coerce {
  if (isNonNullType(type)) {
    const inner = compileInput(type.ofType as GraphQLInputType, known);
    return (value) => (value === null || value === undefined ? unfit : inner(value));
  }
  const inner = compilePresent(type, known);
  return (value) => (value === null || value === undefined ? null : inner(value));
}

function compilePresent(type: GraphQLInputType, known: Map<GraphQLInputType, Coerce>): Coerce {
  if (isListType(type)) return compileList(compileInput(type.ofType as GraphQLInputType, known));
  if (isInputObjectType(type)) return compileObject(type, known);
  const leaf = type as Extract<GraphQLInputType, { parseValue: unknown }>;
  return (value) => {
    const parsed = leaf.parseValue(value);
    return parsed === undefined ? unfit : parsed;
  };
}

function compileList(coerceItem: Coerce): Coerce {
  return (value) => {
    if (!Array.isArray(value)) {
      // Any other iterable is rare enough to leave to graphql.
      if (typeof value === "object" && Symbol.iterator in value!) return unfit;
      const only = coerceItem(value);
      return only === unfit ? unfit : [only];
    }
    const items = new Array<unknown>(value.length);
    for (let index = 0; index < value.length; index++) {
      const item = coerceItem(value[index]);
      if (item === unfit) return unfit;
      items[index] = item;
    }
    return items;
  };
}

function compileObject(type: GraphQLInputObjectType, known: Map<GraphQLInputType, Coerce>): Coerce {
  const earlier = known.get(type);
  if (earlier) return earlier;
  const coerce: Coerce = (value) => coerceObject(type, fields, value);
  known.set(type, coerce);
  const fields = new Map(
    Object.values(type.getFields()).map(({ name, type, defaultValue }) => [
      name,
      {
        coerce: compileInput(type, known),
        absent: defaultValue === undefined && isNonNullType(type) ? unfit : defaultValue,
      },
    ]),
  );
  return coerce;
}

type InputFields = ReadonlyMap<string, { readonly coerce: Coerce; readonly absent: unknown }>;

function coerceObject(type: GraphQLInputObjectType, fields: InputFields, value: unknown): unknown {
  if (typeof value !== "object" || Array.isArray(value)) return unfit;
  const input = value as Values;
  for (const key of Object.keys(input)) if (!fields.has(key)) return unfit;
  const coerced: Record<string, unknown> = {};
  for (const [name, { coerce, absent }] of fields) {
    const given = input[name];
    const field = given === undefined ? absent : coerce(given);
    if (field === unfit) return unfit;
    if (field !== undefined) coerced[name] = field;
  }
  if (type.isOneOf && !isExactlyOne(coerced)) return unfit;
  return coerced;
}

function isExactlyOne(coerced: Values): boolean {
  const [only, ...rest] = Object.values(coerced);
  return rest.length === 0 && only !== undefined && only !== null;
}
