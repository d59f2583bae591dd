import { type DocumentNode, type ExecutionArgs, execute, type GraphQLSchema } from "graphql";
import { compileOperation, type ExecuteOperation, type Execution } from "./compileOperation.ts";

/** Executes one of a document's operations; the name may be left out when there is only one. */
export type ExecuteDocument = (operationName: string | undefined, execution: Execution) => ReturnType<ExecuteOperation>;

/**
 * Compiles the operations of a valid document. Answers are those of graphql's own `execute`, which is asked itself for a
 * document's first execution, because many a document is seen once only and compiling takes longer than executing, and
 * for what is not compiled: an operation that is not there, a `@skip` without a boolean.
 */
export function compileDocument(schema: GraphQLSchema, document: DocumentNode): ExecuteDocument {
  const compiled = new Map<string | undefined, ExecuteOperation>();
  let isFirst = true;
  return (operationName, execution) => {
    const known = compiled.get(operationName);
    if (known) return known(execution);
    const interpret: ExecuteOperation = (execution) =>
      execute({ schema, document, operationName, ...execution } as ExecutionArgs);
    const fresh = isFirst ? undefined : compileOperation(schema, document, operationName, interpret);
    isFirst = false;
    if (fresh) compiled.set(operationName, fresh);
    return (fresh ?? interpret)(execution);
  };
}
