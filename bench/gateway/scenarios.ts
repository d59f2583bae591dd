import { large, small } from "./queries.ts";
import { firstTag } from "./tags.ts";

export type Query = "large" | "small";

/** In what the requests of a scenario differ from each other: nothing, the value of a variable, or their documents. */
export type Difference = "repeated" | "unique values" | "new documents";

/** What angidi is to reach: how many times another's requests per second, or what part of the bound's. */
export interface Goals {
  readonly apollo: number;
  readonly hive: number;
  readonly bound: number;
}

/** One way of asking one query. */
export interface Scenario {
  readonly name: string;
  readonly query: Query;
  /** The request with the first tag; the others have another tag in its place. */
  readonly body: string;
  readonly isRepeated: boolean;
  /** Undefined where nothing is promised. */
  readonly goals: Goals | undefined;
}

/** What is promised first: new documents fill the caches of plans, and with them the memory. */
export const scenarios: readonly Scenario[] = [
  scenario("large", "repeated", { apollo: 7, hive: 2.5, bound: 0.45 }),
  scenario("large", "unique values", { apollo: 7, hive: 3.5, bound: 0.45 }),
  scenario("small", "repeated", { apollo: 6, hive: 2.5, bound: 0.55 }),
  scenario("small", "unique values", { apollo: 6, hive: 3.5, bound: 0.55 }),
  scenario("large", "new documents"),
  scenario("small", "new documents"),
];

function scenario(query: Query, difference: Difference, goals?: Goals): Scenario {
  return {
    name: `${query}, ${difference}`,
    query,
    body: bodyOf(query, difference),
    isRepeated: difference === "repeated",
    goals,
  };
}

/**
 * The visitor is asked for by each fetch, so that with unique values no fetch is like another. A new document has the
 * visitor written into it, as clients do that build their documents at run time.
 */
function bodyOf(query: Query, difference: Difference): string {
  const selection = query === "large" ? large : small;
  if (difference === "new documents") return JSON.stringify({ query: `query ${selection(`"${firstTag}"`)}` });
  return JSON.stringify({
    query: `query Bench($visitor: ID) ${selection("$visitor")}`,
    variables: { visitor: firstTag },
  });
}
