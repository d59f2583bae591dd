import type { Relevance } from "./measure.ts";
import type { EngineName } from "./reference.ts";

type Measured = Partial<Record<EngineName, Relevance>>;

/** The means as a table, then each query that is below a figure, with what it found. */
export function reportOf(measured: Measured, below: number): string {
  const engines = Object.entries(measured);
  const line = (name: string, figures: readonly (number | undefined)[]) =>
    `${name.padEnd(20)} ${figures.map((figure) => (figure ?? Number.NaN).toFixed(3).padStart(14)).join("")}`;
  const [, first] = engines[0]!;
  return [
    `${"NDCG@10".padEnd(20)} ${engines.map(([name]) => name.padStart(14)).join("")}`,
    line(
      "all queries",
      engines.map(([, { ndcg }]) => ndcg),
    ),
    ...Object.keys(first.kinds).map((kind) =>
      line(
        kind,
        engines.map(([, { kinds }]) => kinds[kind]),
      ),
    ),
    ...engines.flatMap(([name, { queries }]) =>
      queries
        .filter(({ ndcg }) => ndcg < below)
        .map(({ query, ndcg, found }) => `${name}, ${ndcg.toFixed(3)}, ${query}: ${found.join(" ")}`),
    ),
  ].join("\n");
}
