import { gauge } from "@angidi/telemetry";
import type { KnownOperation } from "../pipeline/operation.ts";

type Kind = KnownOperation["kind"];

const kinds = ["query", "mutation", "subscription"] as const satisfies readonly Kind[];
const bounds = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];

/** How many operations of a kind cost how much. Read when somebody asks, so that counting is all that a request pays. */
const counts = Object.fromEntries(kinds.map((kind) => [kind, { within: bounds.map(() => 0), all: 0, sum: 0 }]));

// The three series of a histogram, so that histogram_quantile reads them.
gauge({
  name: "angidi_gateway_operation_cost_bucket",
  help: "Operations that cost so much at most, by kind",
  labels: ["kind", "le"],
}).measure(async () =>
  kinds.flatMap((kind) => {
    const { within, all } = counts[kind]!;
    let total = 0;
    const samples = bounds.map((bound, index) => {
      total += within[index]!;
      return { labels: { kind, le: String(bound) }, value: total };
    });
    return [...samples, { labels: { kind, le: "+Inf" }, value: all }];
  }),
);
gauge({
  name: "angidi_gateway_operation_cost_sum",
  help: "What operations cost together, by kind",
  labels: ["kind"],
}).measure(async () => kinds.map((kind) => ({ labels: { kind }, value: counts[kind]!.sum })));
gauge({
  name: "angidi_gateway_operation_cost_count",
  help: "Operations whose cost was worked out, by kind",
  labels: ["kind"],
}).measure(async () => kinds.map((kind) => ({ labels: { kind }, value: counts[kind]!.all })));

export const costMetrics = {
  observe(kind: Kind, cost: number): void {
    const count = counts[kind]!;
    const index = bounds.findIndex((bound) => cost <= bound);
    if (index !== -1) count.within[index]! += 1;
    count.all += 1;
    count.sum += cost;
  },
};
