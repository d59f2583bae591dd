import { createSourceEventStream, type ExecutionResult, type GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { Context } from "../context.ts";
import { CodedError, maskError } from "../errors.ts";
import {
  IDENTITY_HEADER,
  type Identity,
  IdentityRefused,
  REQUEST_ID_HEADER,
  verifyIdentity,
} from "../identity/signature.ts";
import type { SubgraphRequest, SubgraphTransport } from "../transport.ts";
import { isPromise } from "./compiled/run.ts";
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
      const verified = verifyIdentity(request.headers[IDENTITY_HEADER], subgraph.signingKey);
      identity = { caller: verified.caller, requestId: request.headers[REQUEST_ID_HEADER] ?? verified.requestId };
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
    const context = contextOf(subgraph, identity, request.signal);
    return { mask: report(identity.requestId), prepared, context };
  }

  return {
    isLocal: true,

    async execute(request) {
      request.signal.throwIfAborted();
      const { refusal, mask, prepared, context } = begin(request);
      if (refusal) return refusal;
      const running = prepared.execute(request.operationName, {
        contextValue: context,
        variableValues: request.variables,
      });
      return masked(isPromise(running) ? await untilAborted(running, request.signal) : running, mask);
    },

    async subscribe(request) {
      request.signal.throwIfAborted();
      const { refusal, mask, prepared, context } = begin(request);
      if (refusal) return once(refusal);
      const { operationName, variables: variableValues, signal } = request;
      const { schema } = subgraph;
      const { document } = prepared;
      const source = { schema, document, operationName, contextValue: context, variableValues };
      const stream = await createSourceEventStream(source);
      if (!(Symbol.asyncIterator in stream)) return once(masked(stream, mask));
      const answer = async (rootValue: unknown) =>
        masked(await prepared.execute(operationName, { rootValue, contextValue: context, variableValues }), mask);
      return untilAbortedStream(stream[Symbol.asyncIterator](), signal, answer);
    },
  };
}

/** What resolvers get. Loaders are made when the first of them is asked for: many a request has no use for them. */
function contextOf<Ports, Loaders>(
  { ports, loaders: makeLoaders }: Executable<Ports, Loaders>,
  identity: Identity,
  signal: AbortSignal,
): Context<Ports, Loaders> {
  let loaders: Loaders | undefined;
  return {
    ports,
    caller: identity.caller,
    requestId: identity.requestId,
    signal,
    get loaders() {
      loaders ??= makeLoaders?.(ports, identity) ?? ({} as Loaders);
      return loaders;
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
    // Not `finally`, which makes two promises more, for every call.
    work.then(
      (result) => {
        signal.removeEventListener("abort", onAbort);
        resolve(result);
      },
      (error) => {
        signal.removeEventListener("abort", onAbort);
        reject(error);
      },
    );
  });
}

/** Passes answers on until the source or the caller ends it; either way the source is told, so that it lets go. */
function untilAbortedStream(
  source: AsyncIterator<unknown>,
  signal: AbortSignal,
  answer: (event: unknown) => Promise<ExecutionResult>,
): AsyncIterableIterator<ExecutionResult> {
  const end = () => void source.return?.();
  signal.addEventListener("abort", end, { once: true });
  const finish = async (): Promise<IteratorResult<ExecutionResult>> => {
    signal.removeEventListener("abort", end);
    await source.return?.();
    return { done: true, value: undefined };
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const { done, value } = await source.next();
      return done ? finish() : { done: false, value: await answer(value) };
    },
    return: finish,
  };
}
