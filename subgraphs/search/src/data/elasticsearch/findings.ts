import type { Client, estypes } from "@elastic/elasticsearch";
import type { Candidate } from "../../domain/correction.ts";
import { mostMistakesOfAll } from "../../domain/correction.ts";
import type { AskedQuery, Findings } from "../../domain/interpretation.ts";
import { deadlines, errorOf, inWhole, reach } from "./client.ts";

type Search = estypes.SearchSearchRequestBody;

const mostCandidates = 20;
const some = { size: 0, terminate_after: 1, track_total_hits: 1 } as const;

/**
 * What the index knows of a query's words, by one request when it knows all of them; what is unknown takes another one
 * for the words like it, and a third to see that products have these still.
 */
export async function findWords(
  client: Client,
  index: string,
  { words, sku }: AskedQuery,
): Promise<Pick<Findings, "words" | "isSku">> {
  const hasWord = (word: string): Search => ({ ...some, query: { match: { all: word } } });
  const [isSku, ...known] = await whetherAny([{ ...some, query: { term: { skus: sku } } }, ...words.map(hasWord)]);
  const unknown = words.filter((_, place) => !known[place]);
  const { begun, alike } =
    unknown.length > 0 ? await looksLike(unknown) : { begun: new Set<string>(), alike: new Map() };
  return {
    isSku: isSku!,
    words: words.map((word, place) => ({
      ...{ word, isKnown: known[place]!, isBeginning: begun.has(word) },
      candidates: alike.get(word) ?? [],
    })),
  };

  async function looksLike(unknown: readonly string[]) {
    const responses = await searchAll([
      ...unknown.map((word): Search => ({ ...some, query: { prefix: { vocabulary: word } } })),
      { ...some, suggest: { alike: { text: unknown.join(" "), term: termSuggester } } },
    ]);
    const begun = new Set(unknown.filter((_, place) => totalOf(responses[place]!) > 0));
    const suggested = (responses.at(-1)!.suggest?.alike ?? []) as readonly estypes.SearchTermSuggest[];
    const options = suggested.map(({ text, options }) => ({ text, options: optionsOf(options) }));
    const candidates = [...new Set(options.flatMap(({ options }) => options.map(({ word }) => word)))];
    const there = await whetherAny(candidates.map((word) => ({ ...some, query: { term: { vocabulary: word } } })));
    const found = new Set(candidates.filter((_, place) => there[place]));
    const alike = new Map<string, readonly Candidate[]>(
      options.map(({ text, options }) => [text, options.filter(({ word }) => found.has(word))]),
    );
    return { begun, alike };
  }

  async function whetherAny(searches: readonly Search[]): Promise<boolean[]> {
    return (await searchAll(searches)).map((response) => totalOf(response) > 0);
  }

  async function searchAll(searches: readonly Search[]): Promise<estypes.MsearchMultiSearchItem[]> {
    if (searches.length === 0) return [];
    const body = searches.flatMap((search) => [inWhole, search]);
    const { responses } = await reach(() =>
      client.msearch({ index, searches: body }, { requestTimeout: deadlines.search }),
    );
    return responses.map((response) => {
      if (!("error" in response)) return response;
      throw errorOf(response.status, response.error);
    });
  }
}

/** Every word that is so near, also those of which the first letter is another one; domain/correction.ts chooses. */
const termSuggester: estypes.SearchTermSuggester = {
  field: "vocabulary",
  analyzer: "words",
  suggest_mode: "always",
  max_edits: mostMistakesOfAll,
  prefix_length: 0,
  min_word_length: 3,
  size: mostCandidates,
};

function optionsOf(options: estypes.SearchTermSuggest["options"]): Candidate[] {
  const list = Array.isArray(options) ? options : [options];
  return list.map(({ text, score }) => ({ word: text, similarity: score }));
}

function totalOf({ hits }: estypes.MsearchMultiSearchItem): number {
  return typeof hits.total === "number" ? hits.total : (hits.total?.value ?? 0);
}
