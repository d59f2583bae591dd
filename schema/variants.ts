import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import {
  type ASTNode,
  buildASTSchema,
  type ConstDirectiveNode,
  concatAST,
  type DocumentNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  print,
  visit,
} from "graphql";
import { type Annotated, namesOfTags, usesOf } from "./annotations.ts";

/** A part of the graph, chosen by `@tag`. */
export interface Variant {
  /** If given, a field is left in only when it or its type has one of these tags. */
  readonly include?: readonly string[];
  /** What has one of these tags is left out, whatever else it has. */
  readonly exclude?: readonly string[];
}

/** For whom there is a part of the graph (docs/guides/annotations.md). */
export const variants = {
  shopper: { exclude: ["staff"] },
  partner: { include: ["partner"], exclude: ["staff"] },
  admin: {},
} as const satisfies Readonly<Record<string, Variant>>;
export type VariantName = keyof typeof variants;

/**
 * What clients of a variant see. Types that nothing leads to any more are left out with what led to them. Throws when
 * something that stays needs something that goes, such as a field whose type is tagged and itself is not.
 */
export function variantSchema(supergraphSdl: string, variant: Variant): GraphQLSchema {
  const document = parse(supergraphSdl, { noLocation: true });
  const hidden = hiddenNodes(buildASTSchema(document, { assumeValid: true }), variant);
  const marked = print(withInaccessible(document, hidden));
  const supergraph = Supergraph.build(marked, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  return supergraph.apiSchema().toGraphQLJSSchema();
}

/** The same for all of `variants`. */
export function variantSchemas(supergraphSdl: string): Readonly<Record<VariantName, GraphQLSchema>> {
  const of = (name: VariantName) => variantSchema(supergraphSdl, variants[name]);
  return { shopper: of("shopper"), partner: of("partner"), admin: of("admin") };
}

/** Definitions that a variant does not have, as nodes of the supergraph's document. */
function hiddenNodes(schema: GraphQLSchema, { include, exclude = [] }: Variant): ReadonlySet<ASTNode> {
  const hidden = new Set<ASTNode>();
  const has = (node: Annotated, names: readonly string[]) => namesOfTags(node).some((name) => names.includes(name));
  const hide = (node: Annotated) => node && hidden.add(node);

  for (const type of ownTypes(schema)) {
    if (has(type.astNode, exclude)) hide(type.astNode);
    for (const member of membersOf(type)) if (has(member.astNode, exclude)) hide(member.astNode);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (include && !has(field.astNode, include) && !has(type.astNode, include)) hide(field.astNode);
      for (const argument of field.args) if (has(argument.astNode, exclude)) hide(argument.astNode);
    }
  }
  const reached = reachableTypes(schema, (node) => Boolean(node && !hidden.has(node) && !isInaccessible(node)));
  for (const type of ownTypes(schema)) if (!reached.has(type)) hide(type.astNode);
  return hidden;
}

/** The types that can be had by fields that are there; one that was hidden although a field needs it is among them. */
function reachableTypes(schema: GraphQLSchema, isThere: (node: Annotated) => boolean): ReadonlySet<GraphQLNamedType> {
  const reached = new Set<GraphQLNamedType>();
  const isThereIn = <Member extends { astNode?: Annotated }>(members: readonly Member[]) =>
    members.filter(({ astNode }) => isThere(astNode));
  const hasFields = (type: GraphQLObjectType | GraphQLInterfaceType) =>
    isThereIn(Object.values(type.getFields())).length > 0;

  function reach(type: GraphQLNamedType): void {
    if (reached.has(type)) return;
    reached.add(type);
    if (isInputObjectType(type)) {
      for (const field of isThereIn(Object.values(type.getFields()))) reach(getNamedType(field.type));
    } else if (isUnionType(type)) {
      for (const member of isThereIn(type.getTypes())) reach(member);
    } else if (isObjectType(type) || isInterfaceType(type)) {
      // Its interfaces too, without the other types that implement them; one of which nothing is left goes.
      for (const one of isThereIn(type.getInterfaces())) if (hasFields(one)) reach(one);
      for (const field of isThereIn(Object.values(type.getFields()))) reachField(field);
    }
  }
  function reachField(field: GraphQLField<unknown, unknown>): void {
    for (const argument of isThereIn(field.args)) reach(getNamedType(argument.type));
    const type = getNamedType(field.type);
    reach(type);
    if (isInterfaceType(type)) for (const one of isThereIn(schema.getPossibleTypes(type))) reach(one);
  }

  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const root of roots) if (root && hasFields(root)) reach(root);
  return reached;
}

/** For supergraphs that hide nothing yet, and so do not know the directive. */
const inaccessibleDefinition = `
  extend schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
  directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM
    | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION`;

function withInaccessible(document: DocumentNode, hidden: ReadonlySet<ASTNode>): DocumentNode {
  const isKnown = document.definitions.some(
    (one) => one.kind === Kind.DIRECTIVE_DEFINITION && one.name.value === "inaccessible",
  );
  const knowing = isKnown ? document : concatAST([document, parse(inaccessibleDefinition, { noLocation: true })]);
  const directive: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: "inaccessible" } };
  return visit(knowing, {
    enter: (node) =>
      hidden.has(node) && !isInaccessible(node)
        ? { ...node, directives: [...(("directives" in node && node.directives) || []), directive] }
        : undefined,
  });
}

function isInaccessible(node: Annotated): boolean {
  return usesOf("inaccessible", node).length > 0;
}

/** Types of the graph itself, without those of specifications such as `join__Graph`. */
function ownTypes(schema: GraphQLSchema): GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => type.astNode && !isIntrospectionType(type) && !type.name.includes("__"),
  );
}

function membersOf(type: GraphQLNamedType): readonly { readonly astNode?: Annotated }[] {
  if ("getFields" in type) return Object.values(type.getFields());
  return "getValues" in type ? type.getValues() : [];
}
