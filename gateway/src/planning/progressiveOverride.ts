import type { Exchange } from "../pipeline/exchange.ts";

/** Which labels of `@override(label:)` hold for a request; undefined when the supergraph has none. */
export type Overrides = (exchange: Exchange) => ReadonlyMap<string, boolean> | undefined;

const percentage = /^percent\((\d+(?:\.\d+)?)\)$/;

/**
 * Decides for each request which fields move to another subgraph by `@override(from:, label:)`: a label `percent(20)`
 * holds for a fifth of the requests, another one for the share that is set for it, and for none if none is set.
 */
export function progressiveOverride(
  percentOf: Readonly<Record<string, number>>,
  random: () => number = Math.random,
): Overrides {
  return ({ graph }) => {
    const labels = graph.supergraph.overrideLabels;
    if (labels.length === 0) return undefined;
    // Drawn once: a label that holds for 20 % is on whenever one for 10 % is.
    const drawn = random() * 100;
    return new Map(labels.map((label) => [label, drawn < shareOf(label)]));
  };

  function shareOf(label: string): number {
    const [, percent] = percentage.exec(label) ?? [];
    return percent === undefined ? (percentOf[label] ?? 0) : Number(percent);
  }
}
