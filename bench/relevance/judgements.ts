import { readFileSync } from "node:fs";

/** A query with what is good for it. */
export interface JudgedQuery {
  readonly query: string;
  /** What it is an example of. */
  readonly kind: string;
  /** What whoever asks it wants; its grades follow from that. */
  readonly want: string;
  /** Slugs of products by their grade: 3 what is wanted, 2 nearly, 1 may do; all others are 0. */
  readonly grades: Readonly<Record<string, readonly string[]>>;
}

/** A synonym that staff of the shop have made. */
export interface JudgedSynonym {
  readonly kind: "GROUP" | "ONE_WAY";
  readonly terms: readonly string[];
  readonly expansions?: readonly string[];
}

export interface RelevanceSet {
  readonly synonyms: readonly JudgedSynonym[];
  readonly queries: readonly JudgedQuery[];
}

export function readRelevanceSet(): RelevanceSet {
  return JSON.parse(readFileSync(new URL("./queries.json", import.meta.url), "utf8"));
}

/** How many hits a shopper looks at. */
export const depth = 10;

/**
 * Normalised discounted cumulative gain of the first ten hits, from 0 to 1: a hit of grade g is worth 2^g − 1, divided by
 * the logarithm of its place; the sum, as a part of that of the best possible order (Järvelin and Kekäläinen 2002, with
 * the gains of Burges et al. 2005).
 */
export function ndcg({ grades }: Pick<JudgedQuery, "grades">, found: readonly string[]): number {
  const gradeOf = new Map(
    Object.entries(grades).flatMap(([grade, slugs]) => slugs.map((slug): [string, number] => [slug, Number(grade)])),
  );
  const best = [...gradeOf.values()].sort((left, right) => right - left);
  return cumulated(found.map((slug) => gradeOf.get(slug) ?? 0)) / cumulated(best);
}

function cumulated(grades: readonly number[]): number {
  return grades.slice(0, depth).reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
}
