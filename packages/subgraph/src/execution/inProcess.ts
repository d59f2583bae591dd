import { type ExecutionResult, execute, type GraphQLError, type GraphQLSchema, subscribe } from "graphql";
import type { Logger } from "pino";
import type { Context } from "../context.ts";
import { CodedError, maskError } from "../errors.ts";
import { IDENTITY_HEADER, type Identity, IdentityRefused, verifyIdentity } from "../identity/signature.ts";
import type { SubgraphRequest, SubgraphTransport } from "../transport.ts";
import { documentCache, refuseUnstorableText } from "./documents.ts";

interface Executable<Ports, Loaders> {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly signingKey: string;
  readonly ports: Ports;
  readonly loaders?: (ports: Ports, identity: Identity) => Loaders;
  readonly log: Logger;
}

/**
 * A subgraph's executor, which is at once the transport of a caller in the same process and what the HTTP server calls:
 * there is one way in, and it verifies the caller's identity.
 */
export function inProcessTransport<Ports, Loaders>(subgraph: Executable<Ports, Loaders>): SubgraphTransport {
  const prepare = documentCache(subgraph.schema);

  const report = (requestId: string) => (error: unknown, path: string) =>
    subgraph.log.error({ subgraph: subgraph.name, requestId, path, err: error }, "A resolver failed");

  /** Everything up to execution; a refusal is a result with errors alone. */
  function begin(request: SubgraphRequest) {
    let identity: Identity;
    try {
      identity = verifyIdentity(request.headers[IDENTITY_HEADER], subgraph.signingKey);
    } catch (error) {
      if (!(error instanceof IdentityRefused)) throw error;
      return { refusal: refusal([new CodedError("UNAUTHENTICATED", error.message)]) };
    }
    const prepared = prepare(request.query);
    if (prepared.kind === "invalid") return { refusal: refusal(prepared.errors) };
    try {
      refuseUnstorableText(request.variables);
    } catch (error) {
      return { refusal: refusal([error as GraphQLError]) };
    }
    const context: Context<Ports, Loaders> = {
      ports: subgraph.ports,
      caller: identity.caller,
      requestId: identity.requestId,
      signal: request.signal,
      loaders: subgraph.loaders?.(subgraph.ports, identity) ?? ({} as Loaders),
    };
    return {
      mask: report(identity.requestId),
      execution: {
        schema: subgraph.schema,
        document: prepared.document,
        contextValue: context,
        variableValues: request.variables,
        operationName: request.operationName,
      },
    };
  }

  return {
    async execute(request) {
      request.signal.throwIfAborted();
      const { refusal, mask, execution } = begin(request);
      if (refusal) return refusal;
      const running = Promise.resolve(execute(execution));
      const result = await untilAborted(running, request.signal);
      return masked(result, mask);
    },

    async subscribe(request) {
      request.signal.throwIfAborted();
      const { refusal, mask, execution } = begin(request);
      if (refusal) return once(refusal);
      const stream = await subscribe(execution);
      if (!(Symbol.asyncIterator in stream)) return once(masked(stream, mask));
      return untilAbortedStream(stream, request.signal, (result) => masked(result, mask));
    },
  };
}

function refusal(errors: readonly GraphQLError[]): ExecutionResult {
  return { errors: errors.map((error) => maskError(error, () => {})) };
}

function masked(result: ExecutionResult, report: (error: unknown, path: string) => void): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map((error) => maskError(error, report)) };
}

async function* once(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}

/** Rejects with the signal's reason as soon as it is aborted; the work that goes on then has no reader. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** Passes results on until the stream or the caller ends it; either way the source is told, so that it lets go. */
function untilAbortedStream(
  source: AsyncGenerator<ExecutionResult, void, void>,
  signal: AbortSignal,
  map: (result: ExecutionResult) => ExecutionResult,
): AsyncIterableIterator<ExecutionResult> {
  const end = () => void source.return(undefined);
  signal.addEventListener("abort", end, { once: true });
  const finish = async (): Promise<IteratorResult<ExecutionResult>> => {
    signal.removeEventListener("abort", end);
    await source.return(undefined);
    return { done: true, value: undefined };
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const { done, value } = await source.next();
      if (done || !value) return finish();
      return { done: false, value: map(value) };
    },
    return: finish,
  };
}
