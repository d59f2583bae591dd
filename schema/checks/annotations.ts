import {
  buildASTSchema,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  parse,
} from "graphql";
import { namesOfTags, usesOf } from "../annotations.ts";
import { publicTypes } from "./descriptions.ts";

/**
 * What the gateway would have to guess because a supergraph does not say it (docs/guides/annotations.md). Gives one
 * line for each place. What clients do not see needs no annotation: `visible` is the public schema of the same.
 */
export function missingAnnotations(supergraphSdl: string, visible: GraphQLSchema): string[] {
  const annotated = buildASTSchema(parse(supergraphSdl), { assumeValid: true });
  return publicTypes(visible)
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => {
        const owner = annotated.getType(type.name) as typeof type;
        const annotatedField = owner.getFields()[field.name]!;
        return [
          ...unsized(owner, annotatedField),
          ...openStaffField(owner, annotatedField),
          ...keptThoughGuarded(owner, annotatedField),
        ];
      }),
    );
}

type Field = GraphQLField<unknown, unknown>;

/** A list of objects says how long it is: that is what an operation's cost is made of. */
function unsized(type: GraphQLNamedType, field: Field): string[] {
  const nullable = getNullableType(field.type);
  const named = getNamedType(field.type);
  // How many edges there are says the field that gives the connection.
  const isSizedAbove = type.name.endsWith("Connection") && field.name === "edges";
  const isList = isListType(nullable) && isCompositeType(named) && !isSizedAbove;
  return (isList || named.name.endsWith("Connection")) && usesOf("listSize", field.astNode).length === 0
    ? [`${type.name}.${field.name}: a list says @listSize`]
    : [];
}

/** What takes a scope is for staff, and stands in no one else's part of the graph. */
function openStaffField(type: GraphQLNamedType, field: Field): string[] {
  const isForStaff = [...namesOfTags(field.astNode), ...namesOfTags(type.astNode)].includes("staff");
  return usesOf("requiresScopes", field.astNode).length > 0 && !isForStaff
    ? [`${type.name}.${field.name}: what @requiresScopes is for staff: @tag(name: "staff")`]
    : [];
}

/** What only some may see is not kept for others. */
function keptThoughGuarded(type: GraphQLNamedType, field: Field): string[] {
  const guards = ["authenticated", "requiresScopes", "policy"].flatMap((guard) => usesOf(guard, field.astNode));
  return guards.length > 0 && usesOf("cacheControl", field.astNode).length > 0
    ? [`${type.name}.${field.name}: what is guarded is not kept: no @cacheControl`]
    : [];
}

/** Types that only staff can come to say so themselves, as the fields do that lead there. */
export function untaggedStaffTypes(
  supergraphSdl: string,
  { everybody, staff }: { readonly everybody: GraphQLSchema; readonly staff: GraphQLSchema },
): string[] {
  const annotated = buildASTSchema(parse(supergraphSdl), { assumeValid: true });
  return publicTypes(staff)
    .filter(({ name }) => !everybody.getType(name))
    .filter(({ name }) => !namesOfTags(annotated.getType(name)?.astNode).includes("staff"))
    .map(({ name }) => `${name}: only staff come to it: @tag(name: "staff")`);
}
