import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
  visit,
} from "graphql";
import { BoundedCache } from "../boundedCache.ts";
import type { SafeKeys } from "../planning/responseKeys.ts";

/** One field of a response object. */
export interface ShapeField {
  /** The response key that the client asked for, and the one under which the data is found. */
  readonly key: string;
  readonly source: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  /** Null for `__typename`, `__schema` and `__type`, whose values are not completed. */
  readonly type: GraphQLOutputType | null;
  readonly selection: Selection;
}

/** What is selected of a value, worked out for each object type when one is first met. */
export interface Selection {
  fieldsOf(type: GraphQLObjectType): readonly ShapeField[];
}

export type Variables = Readonly<Record<string, unknown>>;
export type ShapeOf = (variables: Variables) => Selection;

/** How many combinations of the variables of `@skip` and `@include` are kept for one operation. */
const keptShapes = 8;

/** The shape of an operation's response. One shape serves all requests that skip and include the same. */
export function shapesOf(schema: GraphQLSchema, safe: SafeKeys, operation: OperationDefinitionNode): ShapeOf {
  const fragments = new Map(
    safe.document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const deciding = decidingVariables(safe);
  const shapes = new BoundedCache<Selection>(keptShapes);
  return (variables) =>
    shapes.getOrMake(deciding.map((name) => (variables[name] ? "1" : "0")).join(""), () =>
      selectionOf({ schema, fragments, clientKeys: safe.clientKeys, variables }, [operation.selectionSet]),
    );
}

interface Surroundings {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly clientKeys: ReadonlyMap<string, string>;
  readonly variables: Variables;
}

function decidingVariables({ document }: SafeKeys): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function selectionOf(surroundings: Surroundings, selectionSets: readonly SelectionSetNode[]): Selection {
  const known = new Map<string, readonly ShapeField[]>();
  return {
    fieldsOf(type) {
      let fields = known.get(type.name);
      if (!fields) {
        const nodes = new Map<string, FieldNode[]>();
        const seen = new Set<string>();
        for (const selectionSet of selectionSets) collect(surroundings, type, selectionSet, nodes, seen);
        fields = [...nodes].map(([source, each]) => toField(surroundings, type, source, each));
        known.set(type.name, fields);
      }
      return fields;
    },
  };
}

/** Field collection of the GraphQL specification, 6.3.2. */
function collect(
  surroundings: Surroundings,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  nodes: Map<string, FieldNode[]>,
  seen: Set<string>,
): void {
  const { schema, fragments, variables } = surroundings;
  for (const selection of selections) {
    if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false) continue;

    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const others = nodes.get(key);
      if (others) others.push(selection);
      else nodes.set(key, [selection]);
      continue;
    }
    let body: Pick<FragmentDefinitionNode, "selectionSet"> & {
      typeCondition?: FragmentDefinitionNode["typeCondition"];
    };
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (seen.has(selection.name.value)) continue;
      seen.add(selection.name.value);
      body = fragments.get(selection.name.value)!;
    } else {
      body = selection;
    }
    if (applies(schema, type, body.typeCondition)) collect(surroundings, type, body.selectionSet, nodes, seen);
  }
}

function applies(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  typeCondition: FragmentDefinitionNode["typeCondition"] | undefined,
): boolean {
  if (!typeCondition) return true;
  const condition = typeFromAST(schema, typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}

function toField(
  surroundings: Surroundings,
  parent: GraphQLObjectType,
  source: string,
  nodes: readonly FieldNode[],
): ShapeField {
  const name = nodes[0]!.name.value;
  return {
    key: surroundings.clientKeys.get(source) ?? source,
    source,
    name,
    nodes,
    type: parent.getFields()[name]?.type ?? null,
    selection: selectionOf(
      surroundings,
      nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : [])),
    ),
  };
}
