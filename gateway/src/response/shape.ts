import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLInterfaceType,
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
import { type IsPlain, plainLeaf } from "./plainLeaf.ts";

/** One field of a response object. */
export interface ShapeField {
  /** The response key that the client asked for, and the one under which the data is found. */
  readonly key: string;
  readonly source: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  /** Null for `__typename`, `__schema` and `__type`, whose values are not completed. */
  readonly type: GraphQLOutputType | null;
  /** Of a leaf: whether a value may be written as it came. */
  readonly isPlain: IsPlain | undefined;
  readonly selection: Selection;
}

/**
 * A type that objects of the response have: an interface only where no more is known of an object, because its subgraph
 * knows the interface as one type.
 */
export type ResponseType = GraphQLObjectType | GraphQLInterfaceType;

/** What is selected of a value, worked out for each object type when one is first met. */
export interface Selection {
  fieldsOf(type: ResponseType): readonly ShapeField[];
}

export type Variables = Readonly<Record<string, unknown>>;

/** What shapes are made of. */
export interface Shaped {
  readonly schema: GraphQLSchema;
  /** As the client wrote it. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Under which key the data holds what the client calls by the response key of this field. */
  sourceOf(field: FieldNode): string;
  /** The client's keys, for a document that does not have them. */
  readonly clientKeys?: ReadonlyMap<string, string>;
  /** A response key of such a document that clients do not see. */
  readonly hiddenKey?: string;
}

/** Gives the shapes of an operation's response, each under the name of what its `@skip` and `@include` come to. */
export interface Shapes {
  nameFor(variables: Variables): string;
  make(variables: Variables): Selection;
}

export function shapesOf({ schema, document, operation, sourceOf, clientKeys, hiddenKey }: Shaped): Shapes {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const deciding = decidingVariables(document);
  return {
    nameFor: (variables) => {
      let name = "";
      for (const each of deciding) name += variables[each] ? "1" : "0";
      return name;
    },
    make: (variables) =>
      selectionOf({ schema, fragments, sourceOf, clientKeys, hiddenKey, variables }, [operation.selectionSet]),
  };
}

interface Surroundings {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  readonly clientKeys: ReadonlyMap<string, string> | undefined;
  readonly hiddenKey: string | undefined;
  sourceOf(field: FieldNode): string;
}

function decidingVariables(document: DocumentNode): readonly string[] {
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
  type: ResponseType,
  { selections }: SelectionSetNode,
  nodes: Map<string, FieldNode[]>,
  seen: Set<string>,
): void {
  const { schema, fragments, variables } = surroundings;
  for (const selection of selections) {
    if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false) continue;

    if (selection.kind === Kind.FIELD) {
      const key = surroundings.sourceOf(selection);
      if (key === surroundings.hiddenKey) continue;
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
  type: ResponseType,
  typeCondition: FragmentDefinitionNode["typeCondition"] | undefined,
): boolean {
  if (!typeCondition) return true;
  const condition = typeFromAST(schema, typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}

function toField(
  surroundings: Surroundings,
  parent: ResponseType,
  source: string,
  nodes: readonly FieldNode[],
): ShapeField {
  const [node] = nodes;
  const type = parent.getFields()[node!.name.value]?.type ?? null;
  const name = node!.name.value;
  return {
    key: surroundings.clientKeys?.get(source) ?? node!.alias?.value ?? name,
    source,
    name,
    nodes,
    type,
    isPlain: type ? plainLeaf(type) : undefined,
    selection: selectionOf(
      surroundings,
      nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : [])),
    ),
  };
}
