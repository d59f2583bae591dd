import type { SubgraphTransport } from "@angidi/subgraph";
import type { TraceContext } from "@angidi/telemetry";
import type { ExecutionResult } from "graphql";
import type { Logger } from "pino";
import type { CompiledOperation } from "../execution/compileOperation.ts";
import type { OperationRequest, SubscriptionRequest } from "../execution/request.ts";
import { systemClock } from "../transports/clock.ts";
import { Deadlines } from "../transports/deadlines.ts";
import type { HeadersOf } from "../transports/requestHeaders.ts";
import { tracedTransports } from "../transports/traced.ts";
import { callerKeyOf } from "./caller.ts";
import { Exchange, type Incoming, type OperationExchange, type Outcome } from "./exchange.ts";
import { longestTimer } from "./longestTimer.ts";
import { failureOf } from "./maskErrors.ts";
import type { Plugin } from "./plugin.ts";
import { resultOfText, withExtensions } from "./preparedText.ts";
import { pullable } from "./pullable.ts";
import { Refusal, refusal } from "./refusal.ts";
import type { ServedGraph } from "./servedGraph.ts";
import { Turns } from "./turns.ts";
import { coerceVariables } from "./variables.ts";

/** What came of a request: one result, or results that follow each other. */
export type Answer = SingleAnswer | StreamAnswer;

export interface SingleAnswer {
  readonly kind: "single";
  readonly result: ExecutionResult;
  /** The result in JSON, where it is there already. */
  readonly text?: string;
  /** As of a response in `application/graphql-response+json`. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the request was well-formed and refused for its document or variables. */
  readonly isOfDocument: boolean;
}

export interface StreamAnswer {
  readonly kind: "events" | "increments";
  readonly results: AsyncGenerator<ExecutionResult, void>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the protocol can carry besides a single result. */
export interface Ability {
  /** Events of a subscription. */
  readonly events?: boolean;
  /** The parts of a result with `@defer`. */
  readonly increments?: boolean;
}

export interface PipelineParts {
  /** The supergraph as it is served now. */
  readonly graph: () => ServedGraph;
  readonly plugins: readonly Plugin[];
  readonly transports: (subgraph: string) => SubgraphTransport;
  readonly headersOf: HeadersOf;
  /** The labels of progressive `@override` that are on for this request. */
  readonly overrides?: (exchange: OperationExchange) => ReadonlyMap<string, boolean> | undefined;
  /** Follows the work on one event of a subscription in a trace of its own. */
  readonly followEvent?: FollowEvent | undefined;
  /** For the whole answer, or one event of a stream. */
  readonly deadlineMilliseconds: number;
  readonly log: Logger;
}

export type FollowEvent = <Result>(
  exchange: OperationExchange,
  work: (trace: TraceContext) => Promise<Result>,
) => Promise<Result>;

/** How many operations that bring much are executed at a time; see Turns. */
const turnsOfOperations = { most: 8, more: 1 };
/** What an operation costs at least that is to take its turn. Cheaper ones hold little, and to wait costs them more. */
const costOfTurn = 50;

export interface Pipeline {
  /** Answers a request. Never rejects. */
  run(incoming: Incoming, ability: Ability): Promise<Answer>;
}

/** The one way through the gateway, whatever protocol a request comes by. */
export function createPipeline(parts: PipelineParts): Pipeline {
  const { plugins } = parts;
  const turns = new Turns(turnsOfOperations);
  const deadlines = new Deadlines(parts.deadlineMilliseconds, systemClock);
  const onRequest = plugins.flatMap((plugin) => plugin.onRequest ?? []);
  const onOperation = plugins.flatMap((plugin) => plugin.onOperation ?? []);
  const onResult = plugins.flatMap((plugin) => plugin.onResult ?? []);
  const onDone = plugins.flatMap((plugin) => plugin.onDone ?? []);

  async function run(incoming: Incoming, ability: Ability): Promise<Answer> {
    const exchange = new Exchange(incoming, parts.graph(), parts.log);
    try {
      for (const hook of onRequest) {
        const waiting = hook(exchange);
        if (waiting) await waiting;
      }
      const known = knowOperation(exchange, ability);
      for (const hook of onOperation) {
        const waiting = hook(known);
        const given = waiting instanceof Promise ? await waiting : waiting;
        if (given) return single(known, given);
      }
      const compiling = known.operation.compiled({
        access: known.access,
        overrides: parts.overrides?.(known),
        // An event is one result; `@defer` in it is let be.
        incremental: ability.increments === true && known.operation.kind !== "subscription",
      });
      const compiled = compiling instanceof Promise ? await planned(known, compiling) : compiling;
      return await execute(known, compiled);
    } catch (error) {
      return refused(exchange, error);
    }
  }

  function execute(exchange: OperationExchange, compiled: CompiledOperation): Promise<Answer> | Answer {
    if (compiled.kind === "subscription" || compiled.isIncremental) return stream(exchange, compiled);
    return executed(exchange, compiled).then((result) => single(exchange, result));
  }

  function executed(exchange: OperationExchange, compiled: CompiledOperation): Promise<ExecutionResult> {
    const mayStop = compiled.kind === "query";
    const { cost = 0 } = exchange;
    if (cost < costOfTurn) return within(exchange, mayStop, (request) => compiled.execute(request));
    return within(exchange, mayStop, async (request) => {
      const turn = turns.enter();
      if (turn) await turn;
      try {
        return await compiled.execute(request);
      } finally {
        turns.leave();
      }
    });
  }

  function stream(exchange: OperationExchange, compiled: CompiledOperation): StreamAnswer {
    const life = lifeOf(exchange);
    const request = requestOf(exchange, life.signal);
    if (compiled.kind !== "subscription") {
      return streamed(exchange, "increments", life, compiled.executeIncremental(request));
    }
    const { followEvent } = parts;
    const perEvent: SubscriptionRequest["perEvent"] = (work) =>
      followEvent
        ? followEvent(exchange, (trace) => within(exchange, true, work, trace))
        : within(exchange, true, work);
    return streamed(exchange, "events", life, compiled.subscribe({ ...request, perEvent }));
  }

  /** Does the work with a signal that ends with the deadline and, if it `mayStop`, when nobody waits any more. */
  async function within<Result>(
    exchange: OperationExchange,
    mayStop: boolean,
    work: (request: OperationRequest) => Promise<Result>,
    trace?: TraceContext,
  ): Promise<Result> {
    const life = new AbortController();
    const deadline = deadlines.add(() => life.abort(new Error("The request's deadline has passed")));
    // A mutation goes on when its sender hangs up: half of it may have happened already.
    const stopListening = mayStop ? exchange.incoming.whenGone?.(() => life.abort(gone())) : undefined;
    try {
      return await work(requestOf(exchange, life.signal, trace));
    } finally {
      deadlines.remove(deadline);
      stopListening?.();
    }
  }

  function requestOf(
    exchange: OperationExchange,
    signal: AbortSignal,
    trace: TraceContext | undefined = exchange.trace,
  ): OperationRequest {
    return {
      variables: exchange.variables,
      headers: parts.headersOf(exchange),
      callerKey: callerKeyOf(exchange.caller),
      signal,
      transports: tracedTransports(parts.transports, trace),
      // Made by who writes to it: most requests have nothing to tell.
      get log() {
        return exchange.log;
      },
    };
  }

  function single(exchange: OperationExchange, result: ExecutionResult): SingleAnswer {
    const { text, result: answered } = answerOf(exchange, concluded(exchange, result));
    done(exchange, { kind: "answered", result: answered, isStream: false });
    const { headers } = exchange.reply;
    return { kind: "single", result: answered, status: 200, headers, isOfDocument: false, ...(text ? { text } : {}) };
  }

  /** The result as clients get it, with what plugins have to say beside it. */
  function concluded(exchange: OperationExchange, result: ExecutionResult): ExecutionResult {
    for (const hook of onResult) hook(exchange, result);
    const { extensions, text } = exchange.reply;
    return extensions && text === undefined
      ? { ...result, extensions: { ...result.extensions, ...extensions } }
      : result;
  }

  function streamed(
    exchange: OperationExchange,
    kind: StreamAnswer["kind"],
    life: AbortController,
    results: AsyncGenerator<ExecutionResult, void>,
  ): StreamAnswer {
    let last: ExecutionResult | undefined;
    return {
      kind,
      headers: exchange.reply.headers,
      results: pullable(results, {
        onValue: (result) => {
          last = concluded(exchange, result);
          return last;
        },
        // A stream that ends because its credential has run out says so.
        reasonOfEnd: () => (life.signal.reason instanceof Refusal ? life.signal.reason : undefined),
        onEnd: (error) => {
          life.abort(ended());
          done(exchange, { kind: error ? "failed" : "answered", result: last, isStream: true });
        },
      }),
    };
  }

  function refused(exchange: Exchange, error: unknown): SingleAnswer {
    const reason = error instanceof Refusal ? error : failureOf(error, exchange.log);
    const result = { errors: reason.errors };
    done(exchange, { kind: reason.status >= 500 ? "failed" : "refused", result, isStream: false });
    return {
      kind: "single",
      result,
      status: reason.status,
      headers: { ...exchange.reply.headers, ...reason.headers },
      isOfDocument: reason.isOfDocument,
    };
  }

  function done(exchange: Exchange, outcome: Omit<Outcome, "duration">): void {
    const duration = performance.now() - exchange.startedAt;
    for (const hook of onDone) hook(exchange, { ...outcome, duration });
  }

  return { run };
}

async function planned(exchange: Exchange, compiling: Promise<CompiledOperation>): Promise<CompiledOperation> {
  const startedAt = performance.now();
  try {
    return await compiling;
  } finally {
    exchange.took("plan", startedAt);
  }
}

/** The result as it is answered, with its text where that is there already. */
function answerOf({ reply: { text, extensions } }: Exchange, result: ExecutionResult) {
  if (text === undefined || !extensions) return { text, result };
  const extended = withExtensions(text, extensions);
  return { text: extended, result: resultOfText(extended) };
}

/** Finds the operation and coerces its variables. Throws a Refusal. */
function knowOperation(exchange: Exchange, ability: Ability): OperationExchange {
  const { query, operationName, variables } = exchange.parameters;
  if (query === undefined) throw refusal("The request has no query", { code: "BAD_REQUEST" });
  const variant = exchange.graph.variant(exchange.variant);
  if (!variant) throw refusal("There is no such variant of the graph", { code: "NOT_FOUND", status: 404 });

  const operation = variant.documents.read(query, exchange).operation(operationName);
  exchange.operation = operation;
  // A browser's EventSource can only GET, and an event stream changes nothing.
  const isMereRead = operation.kind === "query" || (operation.kind === "subscription" && ability.events);
  if (!isMereRead && exchange.incoming.method === "GET") {
    throw refusal("GET requests may only send queries", {
      code: "BAD_REQUEST",
      status: 405,
      headers: { allow: "POST" },
    });
  }
  if (operation.kind === "subscription" && !ability.events) {
    throw refusal("Subscriptions are served over WebSocket, as an event stream or multipart, at this same path", {
      code: "BAD_REQUEST",
    });
  }
  exchange.variables = coerceVariables(operation, variables);
  return exchange as OperationExchange;
}

/** The life of a stream: until the client goes away, or its credential runs out. */
function lifeOf({ incoming, caller }: Exchange): AbortController {
  const life = new AbortController();
  incoming.whenGone?.(() => life.abort(gone()));
  // A WebSocket ends as a whole when its credential runs out.
  if (caller.expiresAt !== undefined && incoming.protocol !== "websocket") {
    const left = Math.min(Math.max(caller.expiresAt - Date.now(), 0), longestTimer);
    const timer = setTimeout(() => life.abort(expired()), left).unref();
    life.signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }
  return life;
}

function expired(): Refusal {
  return refusal("The access token has run out", { code: "UNAUTHENTICATED", status: 401 });
}

function ended(): Error {
  return new Error("The stream has ended");
}

function gone(): Error {
  return new Error("The client has gone");
}
