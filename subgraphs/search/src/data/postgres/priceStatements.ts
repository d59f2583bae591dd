import type { PriceInterval } from "../../domain/priceIntervals.ts";
import type { Sought } from "../searchIndex.ts";
import { checkOf, fingerprint, type Statement, textCondition, visibleMatch } from "./searchStatement.ts";

/** The statement for the lowest and the highest price of what is found. */
export function priceSpanStatement(sought: Sought): Statement {
  return statementOf("search.priceSpan", sought, (found) => {
    return `SELECT min(prices[1]) AS lowest, max(prices[cardinality(prices)]) AS highest FROM documents WHERE ${found}`;
  });
}

/** The statement for how many products have a price from the start of each interval to that of the next; `place` begins with 1. */
export function countPricesStatement(sought: Sought, intervals: readonly PriceInterval[]): Statement {
  return statementOf("search.countPrices", sought, (found, parameter) => {
    const starts = parameter(intervals.map(({ from }) => from));
    return `SELECT place, count(*)::integer AS count
      FROM documents, LATERAL (
        SELECT DISTINCT width_bucket(price, ${starts}::bigint[]) AS place FROM unnest(prices) AS price
      ) AS places
      WHERE ${found} GROUP BY place`;
  });
}

type Parameter = (value: unknown) => string;

function statementOf(
  label: string,
  { query, isRelaxed, conditions }: Sought,
  write: (found: string, parameter: Parameter) => string,
): Statement {
  const values: unknown[] = [];
  const parameter: Parameter = (value) => `$${values.push(value)}`;
  const checks = conditions.filter(({ kind }) => kind !== "price").map((condition) => checkOf(condition, parameter));
  const found = [visibleMatch, query && textCondition(query, isRelaxed, parameter), ...checks].filter(Boolean);
  const text = write(found.join(" AND "), parameter);
  return { label: `${label}.${fingerprint(text)}`, text, values };
}
