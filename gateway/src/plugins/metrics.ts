import type { Server } from "node:http";
import { counter, Distribution, gauge, histogram, secondsBounds } from "@angidi/telemetry";
import type { Exchange, Outcome, Step } from "../pipeline/exchange.ts";
import { codesOf } from "../pipeline/faults.ts";
import type { KnownOperation } from "../pipeline/operation.ts";
import { boundedNames } from "../pipeline/operationNames.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import type { ServedGraph } from "../pipeline/servedGraph.ts";
import type { TelemetrySettings } from "../settings/telemetry.ts";

const durations = histogram({
  name: "angidi_gateway_request_seconds",
  help: "Seconds that requests took, but for streams, by the operation's name and kind, and by outcome",
  labels: ["operation", "kind", "outcome"],
  bounds: secondsBounds,
});
const steps = histogram({
  name: "angidi_gateway_step_seconds",
  help: "Seconds that requests waited for their operation to be parsed, validated or planned",
  labels: ["step"],
  bounds: secondsBounds,
});
const errors = counter({
  name: "angidi_gateway_errors_total",
  help: "Answers and last events with errors, by code",
  labels: ["code"],
});
const looked = counter({
  name: "angidi_gateway_known_operations_total",
  help: "Operations, by whether their document and their plan were known already",
  labels: ["of", "known"],
});
const events = counter({
  name: "angidi_gateway_events_total",
  help: "Events of subscriptions sent to clients, by the operation's name",
  labels: ["operation"],
});
const kept = gauge({
  name: "angidi_gateway_kept",
  help: "Documents and plans that are kept",
  labels: ["of"],
});
const underWay = gauge({
  name: "angidi_gateway_requests_under_way",
  help: "Requests, and streams, that are not over",
  labels: ["protocol"],
});
const subscriptions = gauge({
  name: "angidi_gateway_subscriptions_open",
  help: "Subscriptions that are open",
  labels: ["protocol"],
});
const sockets = gauge({
  name: "angidi_gateway_websockets_open",
  help: "WebSocket connections that are open",
  labels: [],
});

const outcomes = ["ok", "errors", "refused", "failed"] as const;
type ByOutcome = Readonly<Record<(typeof outcomes)[number], Distribution>>;

/** Error codes are few; those of extensions could be more than that. */
const mostCodes = 100;

interface Shows<Label extends string> {
  show(labels: Readonly<Record<Label, string>>, values: Distribution): () => void;
}

/** What metrics show of one gateway. */
export interface Metrics extends Plugin {
  /** Counts the WebSockets of a server. */
  watch(server: Server): void;
}

/**
 * Counts and times requests. Has to be the first plugin: what another one refuses is a request, too. What is counted of
 * an operation is found once and kept with it, so that a request pays for some additions.
 */
export function metrics(
  { operationNames }: Pick<TelemetrySettings, "operationNames">,
  graph: () => ServedGraph,
): Metrics {
  const nameOf = boundedNames(operationNames);
  const codeOf = boundedNames(mostCodes);
  const open = new Map<Exchange["incoming"]["protocol"], number>();
  const subscribed = new Map<Exchange, Exchange["incoming"]["protocol"]>();
  let socketsOpen = 0;

  const shown: (() => void)[] = [
    kept.measure(async () => keptBy(graph())),
    underWay.measure(async () => [...open].map(([protocol, value]) => ({ labels: { protocol }, value }))),
    subscriptions.measure(async () => {
      const counts = Map.groupBy(subscribed.values(), (protocol) => protocol);
      return [...counts].map(([protocol, each]) => ({ labels: { protocol }, value: each.length }));
    }),
    sockets.measure(async () => [{ labels: {}, value: socketsOpen }]),
  ];
  const show = <Label extends string>(of: Shows<Label>, labels: Readonly<Record<Label, string>>): Distribution => {
    const values = new Distribution(secondsBounds);
    shown.push(of.show(labels, values));
    return values;
  };
  const byStep = Object.fromEntries(
    (["parse", "validate", "plan"] as const).map((step) => [step, show(steps, { step })]),
  ) as Record<Step["name"], Distribution>;

  const byName = new Map<string, ByOutcome>();
  const known = new WeakMap<KnownOperation, ByOutcome>();

  function durationsOf(operation: KnownOperation | undefined): ByOutcome {
    const found = operation && known.get(operation);
    if (found) return found;
    const kind = operation?.kind ?? "unknown";
    const name = operation ? labelOf(operation) : "unknown";
    let distributions = byName.get(`${kind} ${name}`);
    if (!distributions) {
      distributions = Object.fromEntries(
        outcomes.map((outcome) => [outcome, show(durations, { operation: name, kind, outcome })]),
      ) as unknown as ByOutcome;
      byName.set(`${kind} ${name}`, distributions);
    }
    if (operation) known.set(operation, distributions);
    return distributions;
  }

  const labelOf = ({ name }: KnownOperation) => (name === undefined ? "anonymous" : nameOf(name));

  function countSteps({ steps: taken, operation }: Exchange, { kind }: Outcome): void {
    if (operation) looked.add({ of: "document", known: taken?.some(({ name }) => name === "parse") ? "no" : "yes" });
    if (kind === "answered")
      looked.add({ of: "plan", known: taken?.some(({ name }) => name === "plan") ? "no" : "yes" });
    for (const { name, startedAt, endedAt } of taken ?? []) byStep[name].add((endedAt - startedAt) / 1_000);
  }

  return {
    name: "metrics",
    watch(server) {
      server.on("upgrade", (_request, socket) => {
        socketsOpen += 1;
        socket.once("close", () => {
          socketsOpen -= 1;
        });
      });
    },
    onRequest({ incoming: { protocol } }) {
      open.set(protocol, (open.get(protocol) ?? 0) + 1);
    },
    onOperation(exchange) {
      if (exchange.operation.kind === "subscription") subscribed.set(exchange, exchange.incoming.protocol);
    },
    onResult({ operation }) {
      if (operation.kind === "subscription") events.add({ operation: labelOf(operation) });
    },
    onDone(exchange, outcome) {
      const { protocol } = exchange.incoming;
      open.set(protocol, open.get(protocol)! - 1);
      subscribed.delete(exchange);
      countSteps(exchange, outcome);
      const { kind, result, duration, isStream } = outcome;
      if (result?.errors) for (const code of codesOf(result)) errors.add({ code: codeOf(code) });
      if (isStream) return;
      const ended = kind === "answered" ? (result?.errors ? "errors" : "ok") : kind;
      durationsOf(exchange.operation)[ended].add(duration / 1_000);
    },
    async stop() {
      for (const takeBack of shown) takeBack();
    },
  };
}

function keptBy({ variants }: ServedGraph) {
  let documents = 0;
  let plans = 0;
  for (const variant of variants) {
    const held = variant.documents.held();
    documents += held.documents;
    plans += held.plans;
  }
  return [
    { labels: { of: "document" }, value: documents },
    { labels: { of: "plan" }, value: plans },
  ];
}
