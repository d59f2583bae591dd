import type { ExecutionResult } from "graphql";

type PlannedOperation = any; // interim

import type { Fetch } from "../planning/steps.ts";
import { unavailable } from "../plugins/maskErrors.ts";
import { untilAborted } from "./aborted.ts";
import { finish } from "./executePlan.ts";
import { Failures } from "./failures.ts";
import { takeRootResult } from "./fetch.ts";
import type { Container } from "./merge.ts";
import type { OperationRequest } from "./request.ts";

/** How a subscription is executed: one request to listen, and one of its own for each event. */
export interface SubscriptionRequest extends OperationRequest {
  /** Runs the work on one event with a fresh deadline and a freshly signed identity: streams outlive both. */
  perEvent<Result>(work: (request: OperationRequest) => Promise<Result>): Promise<Result>;
}

/**
 * Subscribes to the subgraph that the plan names and completes each event from the others. Events come in order, and
 * the next one is taken only when the one before has been: a slow client holds back its own stream. Ends with the
 * subgraph's stream, with the reader's `return`, or with the request's signal; a stream that breaks throws.
 */
export function subscribePlan(plan: PlannedOperation, request: SubscriptionRequest): AsyncGenerator<ExecutionResult> {
  const { primary, rest } = plan.subscription!;
  const ended = new AbortController();
  const signal = AbortSignal.any([request.signal, ended.signal]);
  let source: Promise<AsyncIterator<ExecutionResult>> | undefined;

  const respond = (event: ExecutionResult) =>
    request.perEvent((perEvent) => {
      const data: Container = Object.create(null);
      const execution = { request: perEvent, failures: new Failures(), matches: plan.supergraph.matches };
      takeRootResult(execution, primary, [{ object: data, path: undefined }], event);
      return finish(plan, execution, data, rest);
    });

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
        source ??= open(primary, { ...request, signal });
        const event = await untilAborted(
          source.then((events) => events.next()),
          signal,
        );
        if (event.done) return end();
        return { done: false, value: await untilAborted(respond(event.value), signal) };
      } catch (error) {
        const broken = !signal.aborted;
        await end();
        if (!broken) return { done: true, value: undefined };
        request.log.warn({ subgraph: primary.service, reason: String(error) }, "A subgraph's stream broke");
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
}

async function open(primary: Fetch, request: OperationRequest): Promise<AsyncIterator<ExecutionResult>> {
  const variables = Object.fromEntries(
    primary.variables.flatMap((name) =>
      Object.hasOwn(request.variables, name) ? [[name, request.variables[name]] as const] : [],
    ),
  );
  const events = await request.transports(primary.service).subscribe({
    query: primary.query,
    variables,
    operationName: primary.operationName,
    headers: request.headers(primary.service),
    signal: request.signal,
  });
  return events[Symbol.asyncIterator]();
}
