import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from "graphql";
import { argumentOf, directiveArgumentOf, directiveOf, memberOf } from "./coordinates.ts";

/** The names of the types that an operation can come upon without what is hidden. */
export function reachableTypes(schema: GraphQLSchema, hidden: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const returned = new Set<string>();

  /** Of a field, or of an argument: an object of any of its types may be there. */
  const reach = (type: GraphQLNamedType) => {
    if (hidden.has(type.name) || returned.has(type.name)) return;
    returned.add(type.name);
    mention(type);
    if (isUnionType(type) || isInterfaceType(type)) for (const each of schema.getPossibleTypes(type)) reach(each);
    // An interface between the interface and its objects may be asked for by a fragment.
    if (isInterfaceType(type)) for (const each of schema.getImplementations(type).interfaces) reach(each);
  };
  /** A type, or an interface that it implements, of which nothing says that others of its objects turn up. */
  const mention = (type: GraphQLNamedType) => {
    if (hidden.has(type.name) || reached.has(type.name)) return;
    reached.add(type.name);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        if (!hidden.has(memberOf(type.name, field.name))) reach(getNamedType(field.type));
      }
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return;
    for (const each of type.getInterfaces()) mention(each);
    for (const field of Object.values(type.getFields())) {
      if (hidden.has(memberOf(type.name, field.name))) continue;
      reach(getNamedType(field.type));
      for (const argument of field.args) {
        if (!hidden.has(argumentOf(type.name, field.name, argument.name))) reach(getNamedType(argument.type));
      }
    }
  };

  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    if (root) reach(root);
  }
  for (const { name, args } of schema.getDirectives().filter(({ name }) => !hidden.has(directiveOf(name)))) {
    for (const argument of args) {
      if (!hidden.has(directiveArgumentOf(name, argument.name))) reach(getNamedType(argument.type));
    }
  }
  return reached;
}
