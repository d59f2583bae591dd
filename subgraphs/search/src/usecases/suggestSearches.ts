import type { Ports } from "../context.ts";
import { mixSuggestions, type Suggestion } from "../domain/suggestions.ts";
import { wordsOf } from "../domain/words.ts";

/** Whoever has typed more than this knows what to look for. */
const mostWords = 6;

/** What may come of what was typed so far; by one statement. */
export async function suggestSearches(
  { index }: Pick<Ports, "index">,
  prefix: string,
  first: number,
): Promise<readonly Suggestion[]> {
  const words = wordsOf(prefix.slice(0, 200))
    .slice(0, mostWords)
    .map((word) => word.slice(0, 64));
  if (words.length === 0) return [];
  return mixSuggestions(await index.suggest(words, first), first);
}
