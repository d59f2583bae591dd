import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  type NamedTypeNode,
  OperationTypeNode,
  type TypeDefinitionNode,
  validateSchema,
} from "graphql";
import { argumentOf, directiveArgumentOf, directiveOf, memberOf } from "./coordinates.ts";
import { hiddenElements } from "./hiddenElements.ts";
import type { LoadedSupergraph } from "./load.ts";

/** Which tags make up a variant. */
export interface ContractFilter {
  /** Only what bears one of these tags stays; left out or empty, everything does. */
  readonly include?: readonly string[];
  /** What bears one of these tags goes, whatever else it bears. */
  readonly exclude?: readonly string[];
}

/** Thrown for a filter that leaves no schema that could be served. */
export class NoVariant extends Error {
  override readonly name = "NoVariant";
}

/**
 * A contract variant: the part of the API schema that the tags leave (see hiddenElements.ts for what goes with what). An
 * operation that is valid in it is valid in the API schema. Throws NoVariant.
 */
export function variantOf(
  supergraph: Pick<LoadedSupergraph, "schema" | "apiSchema">,
  filter: ContractFilter,
): GraphQLSchema {
  const { apiSchema } = supergraph;
  const hidden = hiddenElements(supergraph, filter);
  const query = apiSchema.getQueryType()?.name;
  if (query === undefined || hidden.has(query)) {
    throw new NoVariant(`${described(filter)}: no field of ${query ?? "Query"} is left`);
  }
  const variant = buildASTSchema(withoutHidden(apiSchema, hidden), { assumeValidSDL: true });
  const [error] = validateSchema(variant);
  if (error) throw new NoVariant(`${described(filter)}: what is left contradicts itself: ${error.message}`);
  return variant;
}

function described({ include = [], exclude = [] }: ContractFilter): string {
  const tags = [...include.map((tag) => `with ${tag}`), ...exclude.map((tag) => `without ${tag}`)];
  return `The variant ${tags.join(", ")} cannot be served`;
}

function withoutHidden(schema: GraphQLSchema, hidden: ReadonlySet<string>): DocumentNode {
  const types = Object.values(schema.getTypeMap()).flatMap(({ name, astNode }) =>
    astNode && !hidden.has(name) ? [typeWithoutHidden(astNode, hidden)] : [],
  );
  const directives = schema.getDirectives().flatMap(({ name, astNode }) =>
    astNode && !hidden.has(directiveOf(name))
      ? [
          {
            ...astNode,
            arguments: astNode.arguments?.filter((each) => !hidden.has(directiveArgumentOf(name, each.name.value))),
          },
        ]
      : [],
  );
  return { kind: Kind.DOCUMENT, definitions: [schemaDefinition(schema, hidden), ...directives, ...types] };
}

function schemaDefinition(schema: GraphQLSchema, hidden: ReadonlySet<string>): DefinitionNode {
  const operationTypes = Object.values(OperationTypeNode).flatMap((operation) => {
    const type = schema.getRootType(operation);
    if (!type || hidden.has(type.name)) return [];
    return [{ kind: Kind.OPERATION_TYPE_DEFINITION, operation, type: named(type.name) } as const];
  });
  return {
    kind: Kind.SCHEMA_DEFINITION,
    description: schema.astNode?.description,
    directives: schema.astNode?.directives,
    operationTypes,
  };
}

function typeWithoutHidden(node: TypeDefinitionNode, hidden: ReadonlySet<string>): TypeDefinitionNode {
  const type = node.name.value;
  const isShown = ({ name }: { readonly name: { readonly value: string } }) => !hidden.has(memberOf(type, name.value));
  const isShownType = ({ name }: NamedTypeNode) => !hidden.has(name.value);
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return {
        ...node,
        interfaces: node.interfaces?.filter(isShownType),
        fields: node.fields?.filter(isShown).map((field) => fieldWithoutHidden(type, field, hidden)),
      };
    case Kind.UNION_TYPE_DEFINITION:
      return { ...node, types: node.types?.filter(isShownType) };
    case Kind.ENUM_TYPE_DEFINITION:
      return { ...node, values: node.values?.filter(isShown) };
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return { ...node, fields: node.fields?.filter(isShown) };
    case Kind.SCALAR_TYPE_DEFINITION:
      return node;
  }
}

function fieldWithoutHidden(
  type: string,
  field: FieldDefinitionNode,
  hidden: ReadonlySet<string>,
): FieldDefinitionNode {
  const isShown = (name: string) => !hidden.has(argumentOf(type, field.name.value, name));
  return { ...field, arguments: field.arguments?.filter((each) => isShown(each.name.value)) };
}

function named(name: string): NamedTypeNode {
  return { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } };
}
