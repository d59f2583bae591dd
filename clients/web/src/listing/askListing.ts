import type { ask } from "../graph/ask.ts";
import { Listing } from "../graph/generated/documents.ts";
import type { ListingQuery, ListingQueryVariables } from "../graph/generated/operations.ts";
import { isUnavailable } from "../graph/isUnavailable.ts";

export type Found = ListingQuery["searchProducts"];

/** What became of asking for a page of a list. */
export type ListingOutcome =
  | { readonly kind: "found"; readonly found: Found }
  /** The graph does not know the place that the page should begin after: of another search, or made up. */
  | { readonly kind: "stale-page" }
  | { readonly kind: "unavailable" };

/** Asks for a page of a list, by one request. */
export async function askListing(asking: typeof ask, variables: ListingQueryVariables): Promise<ListingOutcome> {
  try {
    const { data } = await asking(Listing, variables);
    return { kind: "found", found: data.searchProducts };
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    const isRefused = error.problems.some(({ code }) => code === "BAD_USER_INPUT");
    return { kind: isRefused && variables.after ? "stale-page" : "unavailable" };
  }
}
