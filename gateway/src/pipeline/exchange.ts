import type { TraceContext } from "@angidi/telemetry";
import type { ExecutionResult } from "graphql";
import type { Logger } from "pino";
import type { Withheld } from "../execution/project.ts";
import type { Variables } from "../response/shape.ts";
import { type Caller, guest } from "./caller.ts";
import type { KnownOperation, SafeDocument } from "./operation.ts";
import type { ServedGraph } from "./servedGraph.ts";

export type IncomingHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What a client asks for, in the terms of GraphQL over HTTP. */
export interface Parameters {
  readonly query?: string | undefined;
  /** In place of a query: the id of a trusted document. */
  readonly documentId?: string | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The ways in which clients speak to the graph. */
export type Protocol = "http" | "event-stream" | "multipart" | "websocket";

/** A request as a protocol hands it over. */
export interface Incoming {
  readonly protocol: Protocol;
  readonly method: "GET" | "POST";
  readonly requestId: string;
  readonly headers: IncomingHeaders;
  readonly remoteAddress: string;
  readonly parameters: Parameters;
  /** The contract variant that the address names. */
  readonly variant?: string | undefined;
  /** Who sends it, when that was settled with the connection. */
  readonly caller?: Caller | undefined;
  /** Calls back when nobody waits for the answer any more; gives a function that stops listening. */
  readonly whenGone?: (callback: () => void) => () => void;
}

/** What a client is told beside the result. */
export interface Reply {
  /** Of an HTTP answer, lower-case names. */
  readonly headers: Record<string, string>;
  extensions: Record<string, unknown> | undefined;
  /** The result's JSON text without these extensions, when it is there already: nobody has to write it again. */
  text?: string;
}

/** A client program, as it names itself. */
export interface ClientProgram {
  readonly name: string;
  readonly version: string;
}

export const unknownProgram: ClientProgram = { name: "unknown", version: "" };

/** What the caller may see of an operation. */
export interface Access {
  /** Of callers with the same rights over the operation; plans are kept by it. */
  readonly key: string;
  /** The operation without what is withheld, ready to be planned; undefined when nothing is left of it. */
  readonly document: SafeDocument | undefined;
  readonly withheld: Withheld;
}

/** What the rate limits that an operation was charged by leave of its sender's points. */
export interface Allowance {
  readonly remaining: number;
  /** Whole seconds until the same operation would be let through again, where it would not be now. */
  readonly retryAfter?: number;
}

/** Work on an operation that is done once and spared to whoever sends the same one later. */
export interface Step {
  readonly name: "parse" | "validate" | "plan";
  /** Of the monotonic clock, milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** One request on its way through the gateway: each plugin adds what it finds out. */
export class Exchange {
  readonly incoming: Incoming;
  /** The supergraph that the request began with: a new one does not change what is under way. */
  readonly graph: ServedGraph;
  /** Of the monotonic clock, milliseconds. */
  readonly startedAt = performance.now();
  readonly reply: Reply = { headers: {}, extensions: undefined };
  parameters: Parameters;
  caller: Caller;
  program: ClientProgram = unknownProgram;
  /** The contract variant to be served; undefined for the whole API schema. */
  variant: string | undefined;
  /** Set once the operation is known, also when it is refused afterwards. */
  operation: KnownOperation | undefined;
  /** Set with the operation. */
  variables: Variables | undefined;
  /** What the caller may see of the operation; undefined for everything. */
  access: Access | undefined;
  /** What the operation costs by its annotations; set once that is known, also when it is refused for it. */
  cost: number | undefined;
  /** Set by the first rate limit that has charged, or refused, the request. */
  allowance: Allowance | undefined;
  /** Where the request stands in a trace; set when it is followed here, or by its sender. */
  trace: TraceContext | undefined;
  /** The steps that this request had to wait for; of most there are none. */
  steps: Step[] | undefined;
  readonly #log: Logger;
  #ownLog: Logger | undefined;

  constructor(incoming: Incoming, graph: ServedGraph, log: Logger) {
    this.incoming = incoming;
    this.graph = graph;
    this.parameters = incoming.parameters;
    this.caller = incoming.caller ?? guest;
    this.variant = incoming.variant;
    this.#log = log;
  }

  /** Notes a step that has just ended. */
  took(name: Step["name"], startedAt: number): void {
    this.steps ??= [];
    this.steps.push({ name, startedAt, endedAt: performance.now() });
  }

  /** Every line carries the request's id. Made when the first line is written, which most requests never do. */
  get log(): Logger {
    this.#ownLog ??= this.#log.child({
      requestId: this.incoming.requestId,
      ...(this.trace ? { traceId: this.trace.traceId } : {}),
    });
    return this.#ownLog;
  }
}

/** An exchange whose operation is known, with its variables coerced. */
export interface OperationExchange extends Exchange {
  readonly operation: KnownOperation;
  readonly variables: Variables;
  /** Undefined when the caller may see everything of the operation. */
  access: Access | undefined;
}

/** How an exchange ended. */
export interface Outcome {
  readonly kind: "answered" | "refused" | "failed";
  /** Milliseconds from its beginning. */
  readonly duration: number;
  /** The answer, or the last event of a stream. */
  readonly result: ExecutionResult | undefined;
  /** Whether it was a stream of events. */
  readonly isStream: boolean;
}
