import {
  type ASTNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  visit,
} from "graphql";

/** What @apollo/gateway gets wrong whatever the supergraph, and operations that it may get wrong for that reason. */
const faults: readonly { readonly reason: string; mayShow(query: string, schema: GraphQLSchema): boolean }[] = [
  {
    reason: "an alias that is the name of another field is taken for that field where it is a key or required",
    mayShow(query, schema) {
      const names = new Set(
        Object.values(schema.getTypeMap()).flatMap((type) =>
          isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
        ),
      );
      return some(query, (node) => node.kind === Kind.FIELD && node.alias !== undefined && names.has(node.alias.value));
    },
  },
  {
    reason: "a fragment on an abstract type within an object type loses its fields where a subgraph does not know it",
    mayShow: (query, schema) =>
      some(query, (node) => node.kind === Kind.NAMED_TYPE && isAbstractType(schema.getType(node.name.value))),
  },
  {
    reason: "its planner runs mutations in fragments after those that follow them, and some of them twice",
    mayShow: (query) =>
      query.startsWith("mutation") &&
      some(query, (node) => node.kind === Kind.INLINE_FRAGMENT || node.kind === Kind.FRAGMENT_SPREAD),
  },
  {
    reason: "introspection does not tell of @defer",
    mayShow: (query) => some(query, (node) => node.kind === Kind.FIELD && node.name.value === "__schema"),
  },
  {
    reason: "what is skipped is sent as missing when it is required in one place and not asked for in another",
    mayShow: (query) => some(query, (node) => node.kind === Kind.DIRECTIVE),
  },
];

/** Why @apollo/gateway may be wrong in an operation. */
export function apolloFaultsIn(query: string, schema: GraphQLSchema): readonly string[] {
  return faults.filter((fault) => fault.mayShow(query, schema)).map(({ reason }) => reason);
}

function some(query: string, is: (node: ASTNode) => boolean): boolean {
  let found = false;
  visit(parse(query), {
    enter(node) {
      if (is(node)) found = true;
    },
  });
  return found;
}
