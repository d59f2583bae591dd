import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import type { Faults } from "./faults.ts";

/** What is compiled: an operation, with what its `@skip` and `@include` say for one set of variables. */
export interface Variant {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** The variables that `@skip` and `@include` ask for, and their values in this variant. */
  readonly conditions: Readonly<Record<string, boolean>>;
  /** What an object's fields lead to are objects again, so this is at hand wherever one is met. */
  readonly compileSelection: (variant: Variant, type: GraphQLObjectType, sets: readonly SelectionSetNode[]) => Complete;
}

/** What one execution carries along. */
export interface Run {
  readonly context: unknown;
  readonly root: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly faults: Faults;
}

export type Path = GraphQLResolveInfo["path"];

/** A field of a selection: every node that asks for it under one response key. */
export interface Place {
  readonly variant: Variant;
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly key: string;
  readonly nodes: readonly FieldNode[];
}

/**
 * Makes a value ready for the response: the value or a promise of it. The path leads to the value; a leaf needs none.
 * Throws what is wrong with the value, which is then the concern of whoever stands at a nullable position.
 */
export type Complete = (run: Run, value: unknown, path: Path | undefined) => unknown;

/** The `info` of a resolver. It is made when somebody wants it, so that fields without a resolver do without. */
export function infoOf({ variant, parent, field, nodes }: Place, run: Run, path: Path): GraphQLResolveInfo {
  return {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType: parent,
    path,
    schema: variant.schema,
    fragments: variant.fragments,
    rootValue: run.root,
    operation: variant.operation,
    variableValues: run.variables as Record<string, unknown>,
  };
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}
