import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";

/** Every type, field, argument, input field and enum value says what it means. Gives one line for each that does not. */
export function missingDescriptions(schema: GraphQLSchema): string[] {
  return publicTypes(schema)
    .flatMap((type) => [{ coordinate: type.name, description: type.description }, ...membersOf(type)])
    .filter(({ coordinate, description }) => !description?.trim() && !roots.has(coordinate))
    .map(({ coordinate }) => `${coordinate} has no description`);
}

/** What each of these is for is said by the specification. */
const roots = new Set(["Query", "Mutation", "Subscription"]);

/** The schema's own types, without those of every GraphQL schema. */
export function publicTypes(schema: GraphQLSchema): GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
}

interface Described {
  readonly coordinate: string;
  readonly description: string | null | undefined;
}

function membersOf(type: GraphQLNamedType): Described[] {
  if (isEnumType(type)) {
    return type.getValues().map(({ name, description }) => ({ coordinate: `${type.name}.${name}`, description }));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(({ name, description }) => ({
      coordinate: `${type.name}.${name}`,
      description,
    }));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    { coordinate: `${type.name}.${field.name}`, description: field.description },
    ...field.args.map(({ name, description }) => ({ coordinate: `${type.name}.${field.name}(${name}:)`, description })),
  ]);
}
