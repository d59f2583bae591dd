import { BlockList, isIPv6 } from "node:net";
import { type Attributes, newSpanId, readTraceparent, Trace, type Tracer } from "@angidi/telemetry";
import type { Exchange, OperationExchange, Outcome } from "../pipeline/exchange.ts";
import { codesOf, faultIn, faultOf } from "../pipeline/faults.ts";
import type { FollowEvent } from "../pipeline/pipeline.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import type { TelemetrySettings } from "../settings/telemetry.ts";

/** Follows requests, and each event of a subscription, in traces. */
export interface Tracing extends Plugin {
  readonly followEvent: FollowEvent | undefined;
}

/**
 * Has a request go on with the trace that its sender is in, and follows it if there is a tracer. Only trusted callers
 * have a say in whether a trace is kept: anybody else could have everything kept.
 */
export function tracing(
  { trustedCallers }: Pick<TelemetrySettings, "trustedCallers">,
  tracer: Tracer | undefined,
): Tracing {
  const trusted = blockListOf(trustedCallers);
  const isTrusted = (address: string) =>
    trustedCallers.length > 0 && trusted.check(address, isIPv6(address) ? "ipv6" : "ipv4");

  return {
    name: "tracing",
    onRequest(exchange) {
      const { remoteAddress } = exchange.incoming;
      const sender = readTraceparent(givenTraceparent(exchange));
      if (tracer) {
        exchange.trace = tracer.begin("server", sender, {
          isTrusted: sender !== undefined && isTrusted(remoteAddress),
          startedAt: exchange.startedAt,
        });
      } else if (sender) {
        exchange.trace = isTrusted(remoteAddress) ? sender : { ...sender, isSampled: false };
      }
    },
    onDone(exchange, outcome) {
      const { trace } = exchange;
      if (!(trace instanceof Trace)) return;
      for (const { name, startedAt, endedAt } of exchange.steps ?? []) {
        trace.add({ spanId: newSpanId(), parentSpanId: trace.spanId, name, kind: "internal", startedAt, endedAt });
      }
      const root = () => ({ name: nameOf(exchange), attributes: attributesOf(exchange, outcome) });
      // A stream is not slow for being long; its events are followed by themselves.
      trace.end(faultOf(outcome), root, { isLong: outcome.isStream });
    },
    followEvent: tracer && ((exchange, work) => followEvent(tracer, exchange, work)),
    stop: async () => tracer?.stop(),
  };
}

/** What a WebSocket was opened with is no place for all that is ever sent over it: there, each operation says its own. */
function givenTraceparent({ incoming, parameters }: Exchange): unknown {
  return incoming.protocol === "websocket" ? parameters.extensions?.traceparent : incoming.headers.traceparent;
}

/** The work on an event has a trace of its own, linked to that of the subscription, which may last for days. */
async function followEvent<Result>(
  tracer: Tracer,
  exchange: OperationExchange,
  work: (trace: Trace) => Promise<Result>,
): Promise<Result> {
  const trace = tracer.begin("internal", undefined);
  const root = () => ({
    name: `event of ${nameOf(exchange)}`,
    attributes: programOf(exchange),
    ...(exchange.trace ? { link: exchange.trace } : {}),
  });
  try {
    const result = await work(trace);
    trace.end(faultIn(result as object), root);
    return result;
  } catch (error) {
    trace.end(error instanceof Error ? error.name : "Error", root);
    throw error;
  }
}

function nameOf({ operation }: Exchange): string {
  if (!operation) return "no operation";
  return operation.name ? `${operation.kind} ${operation.name.slice(0, longestName)}` : operation.kind;
}

const longestName = 100;

function attributesOf(exchange: Exchange, { kind, result }: Outcome): Attributes {
  const { incoming, cost } = exchange;
  const codes = result ? codesOf(result) : [];
  return {
    "http.request.method": incoming.method,
    "angidi.protocol": incoming.protocol,
    "angidi.request.id": incoming.requestId,
    "angidi.outcome": kind,
    ...programOf(exchange),
    ...(cost === undefined ? {} : { "angidi.cost": cost }),
    ...(codes.length > 0 ? { "graphql.error.codes": codes } : {}),
  };
}

function programOf({ operation, program }: Exchange): Attributes {
  return {
    ...(operation ? { "graphql.operation.type": operation.kind } : {}),
    ...(operation?.name ? { "graphql.operation.name": operation.name.slice(0, longestName) } : {}),
    "angidi.client.name": program.name,
    "angidi.client.version": program.version,
  };
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", prefix] = range.split("/");
    list.addSubnet(address, Number(prefix), isIPv6(address) ? "ipv6" : "ipv4");
  }
  return list;
}
