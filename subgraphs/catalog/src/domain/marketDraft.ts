import { readLine } from "./fields.ts";
import { InvalidInput } from "./issue.ts";
import { limits } from "./limits.ts";
import type { Market, PriceList } from "./market.ts";

export interface MarketDraft {
  readonly code: string;
  readonly name: string;
  readonly countries: readonly string[];
  readonly currency: string;
  readonly pricesIncludeTax?: boolean;
}

export interface PriceListDraft {
  readonly name: string;
  /** ISO 8601. */
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  readonly customerGroup?: string | null;
}

const codeForm = /^[a-z0-9][a-z0-9-]{0,63}$/;
/** As users has them. */
const groupForm = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** Reads a market. Throws InvalidInput at the first thing wrong. */
export function readMarket(draft: MarketDraft): Omit<Market, "id" | "priceLists" | "version"> {
  if (!codeForm.test(draft.code)) {
    throw new InvalidInput("A code has small letters, digits and hyphens, at most 64 of them", ["code"]);
  }
  if (!/^[A-Z]{3}$/.test(draft.currency)) {
    throw new InvalidInput("A currency is a code of ISO 4217, such as EUR", ["currency"]);
  }
  if (draft.countries.length > limits.countries) {
    throw new InvalidInput(`A market has at most ${limits.countries} countries`, ["countries"]);
  }
  for (const [index, country] of draft.countries.entries()) {
    if (!/^[A-Z]{2}$/.test(country)) {
      throw new InvalidInput("A country is a code of ISO 3166-1 alpha-2, such as DE", ["countries", index]);
    }
  }
  return {
    code: draft.code,
    name: readLine(draft.name, "The name", limits.name, ["name"]),
    countries: [...new Set(draft.countries)],
    currency: draft.currency,
    pricesIncludeTax: draft.pricesIncludeTax ?? false,
  };
}

/** Reads a price list. Throws InvalidInput for one that ends before it begins, or for no group that there can be. */
export function readPriceList({ name, customerGroup = null, ...window }: PriceListDraft): Omit<PriceList, "id"> {
  const [startsAt, endsAt] = [readTime(window.startsAt), readTime(window.endsAt)];
  // Written alike, times are in the order of their letters.
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt) {
    throw new InvalidInput("A price list ends after it begins", ["endsAt"]);
  }
  if (customerGroup !== null && !groupForm.test(customerGroup)) {
    throw new InvalidInput("A group's code has small letters, digits and hyphens, at most 32 of them", [
      "customerGroup",
    ]);
  }
  return { name: readLine(name, "The name", limits.name, ["name"]), startsAt, endsAt, customerGroup };
}

/** In UTC, as everything else is kept. */
function readTime(time: string | null | undefined): string | null {
  return time ? new Date(time).toISOString() : null;
}
