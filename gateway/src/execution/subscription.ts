import type { ExecutionResult } from "graphql";
import { unavailable } from "../pipeline/maskErrors.ts";
import { eventKeyOf } from "../transports/eventKeys.ts";
import { type CompiledFetch, takeRoot } from "./compileFetch.ts";
import { Execution } from "./execution.ts";
import type { OperationRequest, SubscriptionRequest } from "./request.ts";
import { subgraphCall } from "./subgraphCall.ts";

/**
 * Compiles a subscription: the fetch that its events come from, and what completes each. Events come in order, and the
 * next one is taken only when the one before has been: a slow client holds back its own stream.
 */
export function compileSubscription(
  primary: CompiledFetch,
  complete: (execution: Execution) => Promise<ExecutionResult>,
): (request: SubscriptionRequest) => AsyncGenerator<ExecutionResult> {
  const respond = (request: SubscriptionRequest, event: ExecutionResult) =>
    request.perEvent((perEvent) => {
      const execution = new Execution({ ...perEvent, eventKey: eventKeyOf(event) });
      takeRoot(primary, execution, undefined, event);
      return complete(execution);
    });

  return (request) => {
    const ended = new AbortController();
    const signal = AbortSignal.any([request.signal, ended.signal]);
    let source: Promise<AsyncIterator<ExecutionResult>> | undefined;

    const end = async (): Promise<IteratorReturnResult<undefined>> => {
      ended.abort(new Error("The subscription has ended"));
      // Not waited for: a generator in the subgraph answers `return` only when its own next event comes.
      void source?.then((events) => events.return?.()).catch(() => {});
      return { done: true, value: undefined };
    };

    return {
      async next() {
        try {
          signal.throwIfAborted();
          source ??= open(primary, request, signal);
          const event = await untilAborted(
            source.then((events) => events.next()),
            signal,
          );
          if (event.done) return end();
          return { done: false, value: await untilAborted(respond(request, event.value), signal) };
        } catch (error) {
          const broken = !signal.aborted;
          await end();
          if (!broken) return { done: true, value: undefined };
          request.log.warn({ subgraph: primary.fetch.service, reason: reasonOf(error) }, "A subgraph's stream broke");
          throw unavailable();
        }
      },
      return: end,
      async throw(error) {
        await end();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
      async [Symbol.asyncDispose]() {
        await end();
      },
    };
  };
}

async function open(
  { fetch, call }: CompiledFetch,
  request: OperationRequest,
  signal: AbortSignal,
): Promise<AsyncIterator<ExecutionResult>> {
  const { service } = fetch;
  const given = subgraphCall(call, { client: request.variables }, { ...request, signal });
  const events = await request.transports(service).subscribe(given);
  return events[Symbol.asyncIterator]();
}

/** The promise's outcome, or the signal's reason if that comes first: not every stream heeds its signal. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    // A stream's signal sees many events; none leaves its listener behind.
    signal.removeEventListener("abort", onAbort);
  }
}

/** What a WebSocket tells by an event of its own is in words only there. */
function reasonOf(error: unknown): string {
  const { message, reason, code } = (error ?? {}) as { message?: unknown; reason?: unknown; code?: unknown };
  return [code, message || reason || String(error)].filter((part) => part !== undefined).join(" ");
}
