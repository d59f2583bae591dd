import { type GraphQLSchema, isInterfaceType, isUnionType } from "graphql";

/** Whether an object of type `typeName` is what a fragment `... on condition` asks for. */
export type TypeConditions = (typeName: unknown, condition: string) => boolean;

export function typeConditions(schema: GraphQLSchema): TypeConditions {
  const members = new Map<string, ReadonlySet<string>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isUnionType(type)) members.set(type.name, namesOf(type.getTypes()));
    if (isInterfaceType(type)) {
      const { objects, interfaces } = schema.getImplementations(type);
      // Interfaces too: an entity of an interface object is known by the interface's name.
      members.set(type.name, namesOf([...objects, ...interfaces]));
    }
  }
  return (typeName, condition) =>
    typeName === condition || (typeof typeName === "string" && members.get(condition)?.has(typeName) === true);
}

function namesOf(types: readonly { readonly name: string }[]): ReadonlySet<string> {
  return new Set(types.map((type) => type.name));
}
