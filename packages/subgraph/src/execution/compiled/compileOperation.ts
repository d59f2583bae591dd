import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from "graphql";
import type { SelectedField } from "./compileField.ts";
import { compileFields, compileSelection } from "./compileSelection.ts";
import { compileVariables } from "./compileVariables.ts";
import { Faults } from "./faults.ts";
import { type Complete, isPromise, type Run, type Variant } from "./run.ts";

/** What changes from one execution of an operation to the next. */
export interface Execution {
  readonly rootValue?: unknown;
  readonly contextValue?: unknown;
  readonly variableValues?: Readonly<Record<string, unknown>>;
}

/** As graphql's `execute`: a result, or a promise of it that does not reject. */
export type ExecuteOperation = (execution: Execution) => ExecutionResult | Promise<ExecutionResult>;

/** Enough for what a client asks of one document; whoever plays with more only compiles more often. */
const maxVariants = 8;

/**
 * Compiles an operation of a document that is valid by the schema. Undefined when the document has no such operation.
 * Gives undefined, too, for variables with which only graphql knows what to say (`otherwise` is asked then).
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  otherwise: ExecuteOperation,
): ExecuteOperation | undefined {
  const operation = operationOf(document, operationName);
  const rootType = operation && schema.getRootType(operation.operation);
  if (!operation || !rootType) return undefined;

  const fragments = fragmentsOf(document);
  const coerce = compileVariables(schema, operation.variableDefinitions ?? []);
  const conditionNames = conditionsOf(document, operation);
  const variants = new Map<string, Complete>();

  const compileRoot = (key: string, variables: Run["variables"]): Complete => {
    const conditions = Object.fromEntries(conditionNames.map((name) => [name, variables[name] as boolean]));
    const variant: Variant = { schema, operation, fragments, conditions, compileSelection };
    const root =
      operation.operation === "mutation"
        ? inSeries(compileFields(variant, rootType, [operation.selectionSet]))
        : compileSelection(variant, rootType, [operation.selectionSet]);
    variants.set(key, root);
    if (variants.size > maxVariants) variants.delete(variants.keys().next().value!);
    return root;
  };

  return (execution) => {
    const { coerced, errors } = coerce(execution.variableValues ?? {});
    if (!coerced) return { errors };
    let key = "";
    for (const name of conditionNames) {
      if (typeof coerced[name] !== "boolean") return otherwise(execution);
      key += coerced[name] ? "1" : "0";
    }
    const { rootValue: root, contextValue: context } = execution;
    const run: Run = { root, context, variables: coerced, faults: new Faults() };
    return respond(variants.get(key) ?? compileRoot(key, coerced), run);
  };
}

function respond(execute: Complete, run: Run): ReturnType<ExecuteOperation> {
  const failed = (thrown: unknown) => {
    run.faults.add(thrown as GraphQLError, undefined);
    return resultOf(null, run);
  };
  try {
    const data = execute(run, run.root, undefined);
    return isPromise(data) ? data.then((resolved) => resultOf(resolved, run), failed) : resultOf(data, run);
  } catch (thrown) {
    return failed(thrown);
  }
}

function resultOf(data: unknown, { faults }: Run): ExecutionResult {
  const response = data as ExecutionResult["data"];
  return faults.errors ? { errors: faults.errors, data: response } : { data: response };
}

/** A mutation's fields, each begun when the one before it is done. */
function inSeries(fields: readonly SelectedField[]): Complete {
  return async (run, source) => {
    const response = new Map<string, unknown>();
    for (const { key, execute } of fields) response.set(key, await execute(run, source, undefined));
    // Unlike an assignment, this takes `__proto__` for a name like any other.
    return Object.fromEntries(response);
  };
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (name === undefined) return operations.length === 1 ? operations[0] : undefined;
  return operations.find((operation) => operation.name?.value === name);
}

function fragmentsOf(document: DocumentNode): Variant["fragments"] {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}

/** The operation's variables that a `@skip` or `@include` asks for anywhere in the document. */
function conditionsOf(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const asked = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== "skip" && name.value !== "include") return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) asked.add(value.name.value);
    },
  });
  return (operation.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) => asked.has(name));
}
