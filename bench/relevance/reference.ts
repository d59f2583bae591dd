import { readFileSync, writeFileSync } from "node:fs";
import type { Relevance } from "./measure.ts";

export type EngineName = "PostgreSQL" | "Elasticsearch";

/** NDCG@10 of each engine as it was last found good: over all queries, and by kind. */
export type Reference = Readonly<Record<EngineName, Pick<Relevance, "ndcg" | "kinds">>>;

/** How far an engine may fall below its reference before the test of it fails. */
export const mostLost = 0.02;

const file = new URL("./reference.json", import.meta.url);

export function readReference(): Reference {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Keeps what was measured, to four places; of an engine that was not, what is there stays. */
export function keepReference(measured: Partial<Record<EngineName, Relevance>>): void {
  const round = (value: number) => Math.round(value * 10_000) / 10_000;
  const kept = Object.entries(measured).map(([engine, { ndcg, kinds }]) => [
    engine,
    { ndcg: round(ndcg), kinds: Object.fromEntries(Object.entries(kinds).map(([kind, of]) => [kind, round(of)])) },
  ]);
  writeFileSync(file, `${JSON.stringify({ ...readReference(), ...Object.fromEntries(kept) }, null, 2)}\n`);
}
