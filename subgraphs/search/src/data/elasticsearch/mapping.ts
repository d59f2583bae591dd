import type { estypes } from "@elastic/elasticsearch";

/** How long after it was written a document is found at the latest, beside the time that writing takes. */
const refreshInterval = "250ms";
/** How long a deletion is remembered: far longer than a request that it must outlast may be under way. */
const rememberDeletions = "1h";
/** No title has a longer word that anybody types the whole beginning of. */
const longestBeginning = 20;

/**
 * What a word counts follows from where and how often it stands in the document, and from nothing else in the index. So a
 * score is the same on every copy of a shard and does not move while others are written, and a page begins where the one
 * before has ended. How rare a word is would not matter anyway, where products must have all of them.
 */
const similarity = "return query.boost * (1 + 0.1 * Math.min(3, doc.freq - 1));";

/**
 * Raised with every change of what an index is like: one of a lower form is built anew by the first process that finds it,
 * beside the one in use.
 */
const formOfIndex = 2;

/**
 * An index of products. Texts arrive folded (src/domain/words.ts): the query's words are compared with these very words
 * when they are corrected, marked and replaced by synonyms, so capitals and accents are taken off in one place, for both
 * engines. Stems and beginnings are made here.
 */
export function productIndex(): {
  readonly settings: estypes.IndicesIndexSettings;
  readonly mappings: estypes.MappingTypeMapping & { readonly _meta: { readonly form: number } };
} {
  const keyword = { type: "keyword" } as const;
  const words = (...also: string[]): estypes.MappingTextProperty => ({
    type: "text",
    analyzer: "stems",
    copy_to: ["all", ...also],
  });
  const facet = { properties: { key: keyword, shown: keyword } } as const;
  return {
    settings: {
      number_of_shards: 1,
      auto_expand_replicas: "0-1",
      refresh_interval: refreshInterval,
      gc_deletes: rememberDeletions,
      similarity: { default: { type: "scripted", script: { source: similarity } } },
      analysis: {
        filter: {
          stem: { type: "stemmer", language: "porter2" },
          beginnings: { type: "edge_ngram", min_gram: 1, max_gram: longestBeginning },
        },
        analyzer: {
          words: { type: "custom", tokenizer: "whitespace", filter: [] },
          stems: { type: "custom", tokenizer: "whitespace", filter: ["stem"] },
          beginnings: { type: "custom", tokenizer: "whitespace", filter: ["beginnings"] },
        },
      },
    },
    mappings: {
      _meta: { form: formOfIndex },
      // An index of an older form takes what it does not know, until a rebuild has put another in its place.
      dynamic: false,
      properties: {
        // What is shown of a hit; nothing looks into it.
        shown: { type: "object", enabled: false },
        words: {
          properties: {
            title: {
              ...words("vocabulary"),
              fields: {
                exact: { type: "text", analyzer: "words" },
                beginnings: { type: "text", analyzer: "beginnings", search_analyzer: "words" },
              },
            },
            brand: words("vocabulary"),
            labels: words("vocabulary"),
            description: words(),
          },
        },
        all: { type: "text", analyzer: "stems" },
        // What is misspelt or begun is looked for here.
        vocabulary: { type: "text", analyzer: "words" },
        titleLength: { type: "integer" },
        productId: keyword,
        skus: keyword,
        // All facets' values, to filter by; beside them each facet's own, to count.
        facetKeys: keyword,
        category: facet,
        brand: facet,
        price: facet,
        // And attributes, which are counted alike.
        options: { type: "nested", properties: { facet: keyword, key: keyword, shown: keyword } },
        categoryNames: keyword,
        prices: { type: "long" },
        priceMin: { type: "long" },
        createdAt: { type: "long" },
        inStock: { type: "boolean" },
        popularity: { type: "double" },
        ratingFactor: { type: "double" },
      },
    },
  };
}
