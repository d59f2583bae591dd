import {
  buildClientSchema,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { send } from "./send.ts";

/** One place of the public graph where a client may put a text. */
export interface TextPlace {
  /** Such as Mutation.placeOrder(input.shippingAddress.line1). */
  readonly name: string;
  /** Asks for the field with nothing but this place given, by a variable. */
  requestWith(text: string): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
}

/** Scalars that a text cannot be put into. */
const textless = new Set(["Int", "Float", "Boolean", "MinorUnits"]);

/** Every place for a text in the graph that a platform serves, as it describes itself. */
export async function textPlaces(platform: { readonly url: string }): Promise<readonly TextPlace[]> {
  const { body } = await send(platform, { query: getIntrospectionQuery() });
  const schema = buildClientSchema(body.data as IntrospectionQuery);
  return [...placesIn(schema)];
}

function* placesIn(schema: GraphQLSchema): Generator<TextPlace> {
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      for (const argument of field.args) {
        for (const path of pathsIn(argument.type, [])) {
          yield {
            name: `${root!.name}.${field.name}(${[argument.name, ...path].join(".")})`,
            requestWith: (text) => ({
              query: queryOf(root!.name.toLowerCase(), field.name, argument),
              variables: { value: valueAt(argument.type, path, text) },
            }),
          };
        }
      }
    }
  }
}

function queryOf(kind: string, field: string, { name, type }: GraphQLArgument): string {
  return `${kind}($value: ${type}) { ${field}(${name}: $value) { __typename } }`;
}

/** The paths to texts within a type; of a type within itself only the first. */
function* pathsIn(type: GraphQLInputType, above: readonly string[], seen = new Set<string>()): Generator<string[]> {
  if (isNonNullType(type) || isListType(type)) yield* pathsIn(type.ofType, above, seen);
  else if (isInputObjectType(type)) {
    if (seen.has(type.name)) return;
    for (const field of Object.values(type.getFields())) {
      yield* pathsIn(field.type, [...above, field.name], new Set([...seen, type.name]));
    }
  } else if (!isEnumType(type) && !textless.has(type.name)) yield [...above];
}

function valueAt(type: GraphQLInputType, path: readonly string[], text: string): unknown {
  if (isNonNullType(type)) return valueAt(type.ofType, path, text);
  if (isListType(type)) return [valueAt(type.ofType, path, text)];
  if (!isInputObjectType(type)) return text;
  const [name, ...below] = path;
  return { [name!]: valueAt(type.getFields()[name!]!.type, below, text) };
}
