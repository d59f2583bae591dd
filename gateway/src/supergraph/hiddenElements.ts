import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  Kind,
  type ValueNode,
} from "graphql";
import type { ContractFilter } from "./contract.ts";
import { argumentOf, directiveArgumentOf, directiveOf, memberOf } from "./coordinates.ts";
import { appliedTo, type DirectiveBearer, directiveNames } from "./directives.ts";
import type { LoadedSupergraph } from "./load.ts";
import { reachableTypes } from "./reachableTypes.ts";

/**
 * The coordinates of what a variant leaves out of the API schema. First what the tags say:
 *
 * - excluded is what bears such a tag, of whatever kind;
 * - with tags to include, fields of objects and interfaces stay when they or their type bear one, objects and interfaces
 *   when they or a field do, unions when they do. Scalars, enums and input objects bear none of that: they stay where
 *   what stays needs them.
 *
 * Then what would be left broken: a field goes with its type or with a required argument; an argument or an input field
 * with its type, or with what its default is made of; an input object with a required field; whatever is empty; an
 * interface with the last of its types. Then what cannot be reached. Then, as it is asked of the types that are left, an
 * interface's field or argument that one of them has lost. All this again and again, until nothing more goes.
 */
export function hiddenElements(
  { schema, apiSchema }: Pick<LoadedSupergraph, "schema" | "apiSchema">,
  filter: ContractFilter,
): ReadonlySet<string> {
  const hidden = taggedAway(schema, apiSchema, filter);
  const types = Object.values(apiSchema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  const shown = () => types.filter(({ name }) => !hidden.has(name));
  untilItStays(hidden, () => {
    untilItStays(hidden, () => {
      for (const type of shown()) hideBroken(type, apiSchema, hidden);
    });
    hideOfDirectives(apiSchema, hidden);
    const reachable = reachableTypes(apiSchema, hidden);
    for (const { name } of shown()) if (!reachable.has(name)) hidden.add(name);
    for (const type of shown()) if (isInterfaceType(type)) hideUnimplemented(type, apiSchema, hidden);
  });
  return hidden;
}

function untilItStays(set: ReadonlySet<string>, grow: () => void): void {
  let before: number;
  do {
    before = set.size;
    grow();
  } while (set.size > before);
}

function taggedAway(
  schema: GraphQLSchema,
  apiSchema: GraphQLSchema,
  { include = [], exclude = [] }: ContractFilter,
): Set<string> {
  const hidden = new Set<string>();
  const tag = directiveNames(schema).tag;
  const bears = (bearer: DirectiveBearer | undefined, tags: readonly string[]) =>
    bearer !== undefined && appliedTo(bearer, tag).some(({ name }) => tags.includes(name as string));
  const hideExcluded = (bearer: DirectiveBearer | undefined, coordinate: string) => {
    if (bears(bearer, exclude)) hidden.add(coordinate);
  };

  for (const { name } of Object.values(apiSchema.getTypeMap())) {
    // The tags are on the supergraph's elements: the API schema has lost them.
    const type = schema.getType(name);
    if (!type || isIntrospectionType(type)) continue;
    hideExcluded(type, name);
    if (isEnumType(type)) for (const value of type.getValues()) hideExcluded(value, memberOf(name, value.name));
    if (isUnionType(type) && include.length > 0 && !bears(type, include)) hidden.add(name);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;

    for (const field of Object.values(type.getFields())) {
      hideExcluded(field, memberOf(name, field.name));
      if (!("args" in field)) continue;
      for (const argument of field.args) hideExcluded(argument, argumentOf(name, field.name, argument.name));
      if (include.length > 0 && !bears(type, include) && !bears(field, include)) {
        hidden.add(memberOf(name, field.name));
      }
    }
  }
  return hidden;
}

function hideBroken(type: GraphQLNamedType, schema: GraphQLSchema, hidden: Set<string>): void {
  let isBroken = false;
  const isShown = ({ name }: { readonly name: string }) => !hidden.has(memberOf(type.name, name));
  if (isObjectType(type) || isInterfaceType(type)) {
    const fields = Object.values(type.getFields());
    for (const field of fields.filter(isShown)) hideBrokenField(type, field, hidden);
    const isUninhabited = isInterfaceType(type) && schema.getPossibleTypes(type).every(({ name }) => hidden.has(name));
    isBroken = isUninhabited || !fields.some(isShown);
  } else if (isInputObjectType(type)) {
    isBroken = hasBrokenFields(type, hidden);
  } else if (isEnumType(type)) {
    isBroken = !type.getValues().some(isShown);
  } else if (isUnionType(type)) {
    isBroken = type.getTypes().every(({ name }) => hidden.has(name));
  }
  if (isBroken) hidden.add(type.name);
}

function hideBrokenField(
  type: GraphQLObjectType | GraphQLInterfaceType,
  field: GraphQLField<unknown, unknown>,
  hidden: Set<string>,
): void {
  const hides = (argument: GraphQLArgument) => hidden.has(argumentOf(type.name, field.name, argument.name));
  for (const argument of field.args) {
    if (isBrokenInput(argument, hidden)) hidden.add(argumentOf(type.name, field.name, argument.name));
  }
  const lacksArgument = field.args.some((argument) => hides(argument) && isRequiredArgument(argument));
  if (lacksArgument || hidden.has(getNamedType(field.type).name)) {
    hidden.add(memberOf(type.name, field.name));
  }
}

function hideUnimplemented(type: GraphQLInterfaceType, schema: GraphQLSchema, hidden: Set<string>): void {
  const { objects, interfaces } = schema.getImplementations(type);
  for (const implementation of [...objects, ...interfaces].filter(({ name }) => !hidden.has(name))) {
    for (const { name, args } of Object.values(implementation.getFields())) {
      const ofInterface = memberOf(type.name, name);
      if (!type.getFields()[name] || hidden.has(ofInterface)) continue;
      if (hidden.has(memberOf(implementation.name, name))) hidden.add(ofInterface);
      for (const argument of args) {
        const argumentOfInterface = argumentOf(type.name, name, argument.name);
        if (hidden.has(argumentOf(implementation.name, name, argument.name))) hidden.add(argumentOfInterface);
        // It would be asked for by the type and unknown to its interface.
        else if (hidden.has(argumentOfInterface) && isRequiredArgument(argument)) hidden.add(ofInterface);
      }
    }
  }
}

function hasBrokenFields(type: GraphQLInputObjectType, hidden: Set<string>): boolean {
  const fields = Object.values(type.getFields());
  for (const field of fields) {
    if (isBrokenInput(field, hidden)) hidden.add(memberOf(type.name, field.name));
  }
  const isHidden = (field: GraphQLInputField) => hidden.has(memberOf(type.name, field.name));
  return fields.every(isHidden) || fields.some((field) => isHidden(field) && isRequiredInputField(field));
}

function isBrokenInput({ type, astNode }: GraphQLArgument | GraphQLInputField, hidden: ReadonlySet<string>): boolean {
  if (hidden.has(getNamedType(type).name)) return true;
  return astNode?.defaultValue !== undefined && isMadeOfHidden(astNode.defaultValue, type, hidden);
}

function isMadeOfHidden(value: ValueNode, of: GraphQLInputType, hidden: ReadonlySet<string>): boolean {
  const type = getNullableType(of);
  if (isListType(type)) {
    const items = value.kind === Kind.LIST ? value.values : [value];
    return items.some((item) => isMadeOfHidden(item, type.ofType, hidden));
  }
  if (isEnumType(type)) return value.kind === Kind.ENUM && hidden.has(memberOf(type.name, value.value));
  if (!isInputObjectType(type) || value.kind !== Kind.OBJECT) return false;
  const fields = type.getFields();
  return value.fields.some(({ name: { value: name }, value: given }) => {
    const field = fields[name];
    return hidden.has(memberOf(type.name, name)) || (field !== undefined && isMadeOfHidden(given, field.type, hidden));
  });
}

function hideOfDirectives(schema: GraphQLSchema, hidden: Set<string>): void {
  for (const { name, args } of schema.getDirectives()) {
    for (const argument of args.filter((each) => isBrokenInput(each, hidden))) {
      hidden.add(directiveArgumentOf(name, argument.name));
      if (isRequiredArgument(argument)) hidden.add(directiveOf(name));
    }
  }
}
