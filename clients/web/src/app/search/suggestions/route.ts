import { ask, GraphUnavailable } from "../../../graph/ask.ts";
import { SearchSuggestions } from "../../../graph/generated/documents.ts";
import type { Suggestion } from "../../../search/suggestion.ts";

const mostCharacters = 100;
const most = 8;

/** What somebody may be about to type, as JSON; nothing while the graph does not answer. */
export async function GET(request: Request): Promise<Response> {
  const prefix = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, mostCharacters);
  const suggestions = prefix === "" ? [] : await suggestionsFor(prefix);
  return Response.json(suggestions, { headers: { "cache-control": "private, max-age=60" } });
}

async function suggestionsFor(prefix: string): Promise<readonly Suggestion[]> {
  try {
    const { searchSuggestions } = (await ask(SearchSuggestions, { prefix, first: most })).data;
    return searchSuggestions.map(({ text, kind, product }) => ({
      text,
      kind,
      href: product ? `/products/${product.slug}` : `/search?${new URLSearchParams({ q: text })}`,
    }));
  } catch (error) {
    if (error instanceof GraphUnavailable) return [];
    throw error;
  }
}
