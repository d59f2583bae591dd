import type { Client, estypes } from "@elastic/elasticsearch";
import type { PriceInterval } from "../../domain/priceIntervals.ts";
import type { SearchIndex, Sought } from "../searchIndex.ts";
import { deadlines, inWhole, reach } from "./client.ts";
import { conditionQuery } from "./facetAggregations.ts";
import { textQuery } from "./textQuery.ts";

/** The prices of what is found, by a request each. */
export function elasticsearchPrices(client: Client, index: string): Pick<SearchIndex, "priceSpan" | "countPrices"> {
  async function aggregate<Answer>(sought: Sought, prices: estypes.AggregationsAggregationContainer): Promise<Answer> {
    const { aggregations } = await reach(() =>
      client.search(
        {
          ...{ index, ...inWhole, size: 0, track_total_hits: false },
          query: { bool: { filter: filtersOf(sought) } },
          aggregations: { prices },
        },
        { requestTimeout: deadlines.search },
      ),
    );
    return aggregations!.prices as Answer;
  }

  return {
    async priceSpan(sought) {
      const { count, min, max } = await aggregate<estypes.AggregationsStatsAggregate>(sought, {
        stats: { field: "prices" },
      });
      return count === 0 ? null : { lowest: min!, highest: max! };
    },

    async countPrices(sought, intervals) {
      const ranges = intervals.map(({ from, to }: PriceInterval) => ({ from, to: to + 1 }));
      // A product is counted once in a range, however many of its prices are there.
      const { buckets } = await aggregate<{ readonly buckets: readonly { readonly doc_count: number }[] }>(sought, {
        range: { field: "prices", ranges },
      });
      return buckets.map(({ doc_count }) => doc_count);
    },
  };
}

function filtersOf({ query, isRelaxed, conditions }: Sought): estypes.QueryDslQueryContainer[] {
  const checks = conditions.filter(({ kind }) => kind !== "price").map(conditionQuery);
  return query ? [textQuery(query, isRelaxed), ...checks] : checks;
}
