import "server-only";
import { cache } from "react";
import { ask } from "../graph/ask.ts";
import { CategoryHead } from "../graph/generated/documents.ts";
import { minorDigitsOf } from "../locale/format.ts";
import type { Locale } from "../locale/locales.ts";
import { askListing, type ListingOutcome } from "./askListing.ts";
import { type Choices, readChoices, type SearchParameters } from "./choices.ts";
import { searchOf } from "./searchOf.ts";
import { learnCurrency, shopCurrency } from "./shopCurrency.ts";

/** A category with what is above and below it; null when there is none. Once for a page, however many parts ask. */
export const loadCategory = cache(async (slug: string, locale: Locale) => {
  const { data } = await ask(CategoryHead, { slug, locale });
  return data.category;
});

export interface AskedListing {
  readonly choices: Choices;
  /** Of the shop's prices; undefined when the list is not narrowed by them. */
  readonly listing: Promise<ListingOutcome>;
}

/** Begins to ask for a page of a list; `category`: the slug of the one whose page it is. */
export async function beginListing(
  parameters: SearchParameters,
  locale: Locale,
  category?: string,
): Promise<AskedListing> {
  const isByPrice = ["price", "price_from", "price_to"].some((name) => parameters[name]);
  const currency = isByPrice ? await shopCurrency() : undefined;
  const choices = readChoices(parameters, currency ? minorDigitsOf(currency) : undefined);
  const listing = listingFor(JSON.stringify(searchOf(choices, { category, currency, locale })));
  return { choices, listing };
}

/** Shared by what asks for the same within a request, whose variables are compared as a text. */
const listingFor = cache(async (variables: string): Promise<ListingOutcome> => {
  const outcome = await askListing(ask, JSON.parse(variables));
  if (outcome.kind === "found") learnCurrency(outcome.found.priceHistogram[0]?.min.currency);
  return outcome;
});
