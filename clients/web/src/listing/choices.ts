/**
 * What a shopper chose to narrow a list by. It lives in the address, so that a list can be shared, bookmarked and gone back
 * to, and works without JavaScript; here it is read from there and written back.
 */
export interface Choices {
  /** What is searched for; empty: everything. */
  readonly query: string;
  /** Chosen values by the name of their facet: category, brand, option.<name> or attribute.<code>. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly price: PriceChoice | undefined;
  readonly inStock: boolean;
  readonly sort: Sort | undefined;
  /** The cursor after which the page begins; undefined: the first page. */
  readonly after: string | undefined;
}

/** In minor units of the shop's currency; open at an end that is undefined. */
export interface PriceChoice {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** The orders that can be asked for by address; without one, what fits best, or without words what is bought most. */
export const sorts = ["newest", "price", "price-down", "popular"] as const;
export type Sort = (typeof sorts)[number];

/** As pages get the part of the address after `?`. */
export type SearchParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** No address makes the graph look for more than this: it takes no longer texts, and nobody chooses so many values. */
const longestQuery = 200;
const mostValues = 20;
const longestValue = 100;
const longestCursor = 1000;

const facetName = /^(category|brand|(option|attribute)\.[^=&]{1,60})$/;

/**
 * Reads what was chosen. What makes no sense is left out, so that an address that was cut or made up still shows a list.
 * `minorDigits`: of the shop's currency, for prices that were typed into the form (price_from, price_to) in whole units.
 */
export function readChoices(parameters: SearchParameters, minorDigits = 2): Choices {
  const values = new Map<string, readonly string[]>();
  for (const [name, given] of Object.entries(parameters)) {
    const chosen = [...new Set(all(given))].filter((value) => value !== "" && value.length <= longestValue);
    if (facetName.test(name) && chosen.length > 0) values.set(name, chosen.slice(0, mostValues));
  }
  const sort = sorts.find((known) => known === one(parameters.sort));
  const after = one(parameters.after);
  return {
    query: (one(parameters.q) ?? "").trim().slice(0, longestQuery),
    values,
    price: readPrice(parameters, minorDigits),
    inStock: one(parameters.in_stock) === "1",
    sort,
    after: after && after.length <= longestCursor ? after : undefined,
  };
}

/** The address of a list. The same choices give the same address, in whichever order they were made. */
export function addressOf(path: string, { query, values, price, inStock, sort, after }: Choices): string {
  const parameters = new URLSearchParams();
  if (query) parameters.set("q", query);
  for (const name of [...values.keys()].sort()) {
    for (const value of [...values.get(name)!].sort()) parameters.append(name, value);
  }
  if (price) parameters.set("price", priceText(price));
  if (inStock) parameters.set("in_stock", "1");
  if (sort) parameters.set("sort", sort);
  if (after) parameters.set("after", after);
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** With a value of a facet chosen that was not, or no longer chosen that was; on the first page. */
export function toggle(choices: Choices, name: string, value: string): Choices {
  const chosen = choices.values.get(name) ?? [];
  const left = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  const values = new Map(choices.values);
  if (left.length === 0) values.delete(name);
  else values.set(name, left);
  return { ...choices, values, after: undefined };
}

/** Another order, price or stock; on the first page. */
export function changed(choices: Choices, change: Partial<Omit<Choices, "after" | "values">>): Choices {
  return { ...choices, ...change, after: undefined };
}

/** What is searched for, with nothing narrowing it. */
export function cleared({ query, sort }: Choices): Choices {
  return { query, sort, values: new Map(), price: undefined, inStock: false, after: undefined };
}

/** Whether anything narrows the list. */
export function isNarrowed({ values, price, inStock }: Choices): boolean {
  return values.size > 0 || price !== undefined || inStock;
}

/** The fields that a form has to carry along, without those that it sets itself. */
export function hiddenFields(choices: Choices, own: readonly string[]): readonly (readonly [string, string])[] {
  const { search } = new URL(addressOf("/", { ...choices, after: undefined }), "http://storefront.invalid");
  return [...new URLSearchParams(search)].filter(([name]) => !own.includes(name));
}

/** As the address and the graph's facet write a range of prices. */
export function priceText({ min, max }: PriceChoice): string {
  return `${min ?? ""}-${max ?? ""}`;
}

function readPrice(parameters: SearchParameters, minorDigits: number): PriceChoice | undefined {
  const written = /^(\d{0,15})-(\d{0,15})$/.exec(one(parameters.price) ?? "");
  const min = written ? whole(written[1]) : typed(one(parameters.price_from), minorDigits);
  const max = written ? whole(written[2]) : typed(one(parameters.price_to), minorDigits);
  if (min === undefined && max === undefined) return undefined;
  return min !== undefined && max !== undefined && min > max ? { min: max, max: min } : { min, max };
}

function whole(text: string | undefined): number | undefined {
  return text ? Number(text) : undefined;
}

/** An amount as people write it, with a comma or a point before its minor units. */
function typed(text: string | undefined, minorDigits: number): number | undefined {
  const written = /^(\d{1,12})(?:[.,](\d*))?$/.exec((text ?? "").trim());
  if (!written) return undefined;
  const minor = (written[2] ?? "").slice(0, minorDigits).padEnd(minorDigits, "0");
  return Number(written[1] + minor);
}

function all(given: string | readonly string[] | undefined): readonly string[] {
  return given === undefined ? [] : typeof given === "string" ? [given] : given;
}

function one(given: string | readonly string[] | undefined): string | undefined {
  return all(given)[0];
}
