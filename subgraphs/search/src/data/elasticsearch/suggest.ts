import type { Client, estypes } from "@elastic/elasticsearch";
import type { Suggestions } from "../searchIndex.ts";
import { deadlines, inWhole, reach } from "./client.ts";
import { decodeCategoryName, type Shown } from "./indexedProduct.ts";

/** Categories and products that have the words, of which the last one may be unfinished. */
export async function suggestProducts(
  client: Client,
  index: string,
  words: readonly string[],
  limit: number,
): Promise<Omit<Suggestions, "queries">> {
  const finished = words.slice(0, -1).map((word) => ({ match: { "words.title.exact": word } }));
  const unfinished = { match: { "words.title.beginnings": words.at(-1)! } };
  const { hits, aggregations } = await reach(() =>
    client.search<{ shown: Shown }>(
      {
        index,
        ...inWhole,
        query: { match_all: {} },
        post_filter: { bool: { filter: [...finished, unfinished] } },
        sort: [{ popularity: { order: "desc" } }, { productId: { order: "asc" } }],
        size: limit,
        track_total_hits: false,
        _source: ["shown.title"],
        aggregations: {
          // Words hold letters and digits alone, so they mean nothing else in an expression.
          categories: { terms: { field: "categoryNames", include: `.* ${words.join(" ")}[^\n]*\n.*`, size: limit } },
        },
      },
      { requestTimeout: deadlines.search },
    ),
  );
  const { buckets } = aggregations!.categories as {
    readonly buckets: readonly estypes.AggregationsStringTermsBucket[];
  };
  return {
    categories: buckets.map(({ key }) => decodeCategoryName(String(key))),
    products: hits.hits.map(({ _id, _source }) => ({ productId: _id!, title: _source!.shown.title })),
  };
}
