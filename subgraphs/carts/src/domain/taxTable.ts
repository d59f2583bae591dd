/**
 * Tax rates by destination, in thousandths of a percent (20 % is 20 000): several states have rates that are no whole
 * number of basis points, such as Minnesota's 6.875 %.
 *
 * Standard rates as of January 2026. Sources: European Commission, Taxes in Europe Database; HMRC; the Canada Revenue
 * Agency and the provinces; the tax authorities of the other countries; for the United States the states' own
 * general sales taxes, without those of counties and cities. Reduced rates by kind of goods are not modelled.
 * A change of a rate is a change of this file.
 */
export interface CountryTax {
  /** Where a region has no rate of its own. */
  readonly rate: number;
  /** Whether shipping is taxed like the goods. In the United States it depends on the state; it is left untaxed there. */
  readonly onShipping: boolean;
  /** By the code of a state or province. */
  readonly regions?: Readonly<Record<string, number>>;
  /** Codes by upper-case name, for addresses that have the region in full. */
  readonly regionNames?: Readonly<Record<string, string>>;
}

type Region = readonly [code: string, name: string, rate: number];

// biome-ignore format: a table
const unitedStates: readonly Region[] = [
  ["AL", "Alabama", 4_000], ["AK", "Alaska", 0], ["AZ", "Arizona", 5_600], ["AR", "Arkansas", 6_500],
  ["CA", "California", 7_250], ["CO", "Colorado", 2_900], ["CT", "Connecticut", 6_350], ["DE", "Delaware", 0],
  ["DC", "District of Columbia", 6_000], ["FL", "Florida", 6_000], ["GA", "Georgia", 4_000], ["HI", "Hawaii", 4_000],
  ["ID", "Idaho", 6_000], ["IL", "Illinois", 6_250], ["IN", "Indiana", 7_000], ["IA", "Iowa", 6_000],
  ["KS", "Kansas", 6_500], ["KY", "Kentucky", 6_000], ["LA", "Louisiana", 5_000], ["ME", "Maine", 5_500],
  ["MD", "Maryland", 6_000], ["MA", "Massachusetts", 6_250], ["MI", "Michigan", 6_000], ["MN", "Minnesota", 6_875],
  ["MS", "Mississippi", 7_000], ["MO", "Missouri", 4_225], ["MT", "Montana", 0], ["NE", "Nebraska", 5_500],
  ["NV", "Nevada", 6_850], ["NH", "New Hampshire", 0], ["NJ", "New Jersey", 6_625], ["NM", "New Mexico", 4_875],
  ["NY", "New York", 4_000], ["NC", "North Carolina", 4_750], ["ND", "North Dakota", 5_000], ["OH", "Ohio", 5_750],
  ["OK", "Oklahoma", 4_500], ["OR", "Oregon", 0], ["PA", "Pennsylvania", 6_000], ["RI", "Rhode Island", 7_000],
  ["SC", "South Carolina", 6_000], ["SD", "South Dakota", 4_200], ["TN", "Tennessee", 7_000], ["TX", "Texas", 6_250],
  ["UT", "Utah", 6_100], ["VT", "Vermont", 6_000], ["VA", "Virginia", 5_300], ["WA", "Washington", 6_500],
  ["WV", "West Virginia", 6_000], ["WI", "Wisconsin", 5_000], ["WY", "Wyoming", 4_000],
];

/** Federal and provincial tax together. */
// biome-ignore format: a table
const canada: readonly Region[] = [
  ["AB", "Alberta", 5_000], ["BC", "British Columbia", 12_000], ["MB", "Manitoba", 12_000],
  ["NB", "New Brunswick", 15_000], ["NL", "Newfoundland and Labrador", 15_000], ["NS", "Nova Scotia", 14_000],
  ["NT", "Northwest Territories", 5_000], ["NU", "Nunavut", 5_000], ["ON", "Ontario", 13_000],
  ["PE", "Prince Edward Island", 15_000], ["QC", "Quebec", 14_975], ["SK", "Saskatchewan", 11_000],
  ["YT", "Yukon", 5_000],
];

/** Countries with one value-added or goods-and-services tax. */
// biome-ignore format: a table
const oneRate: Readonly<Record<string, number>> = {
  AT: 20_000, BE: 21_000, BG: 20_000, CY: 19_000, CZ: 21_000, DE: 19_000, DK: 25_000, EE: 24_000, ES: 21_000,
  FI: 25_500, FR: 20_000, GR: 24_000, HR: 25_000, HU: 27_000, IE: 23_000, IT: 22_000, LT: 21_000, LU: 17_000,
  LV: 21_000, MT: 18_000, NL: 21_000, PL: 23_000, PT: 23_000, RO: 21_000, SE: 25_000, SI: 22_000, SK: 23_000,
  GB: 20_000, CH: 8_100, LI: 8_100, NO: 25_000, IS: 24_000, TR: 20_000, IL: 18_000, ZA: 15_000, AE: 5_000,
  SA: 15_000, IN: 18_000, SG: 9_000, KR: 10_000, JP: 10_000, AU: 10_000, NZ: 15_000, MX: 16_000,
};

function byRegion(regions: readonly Region[]): Pick<CountryTax, "regions" | "regionNames"> {
  return {
    regions: Object.fromEntries(regions.map(([code, , rate]) => [code, rate])),
    regionNames: Object.fromEntries(regions.map(([code, name]) => [name.toUpperCase(), code])),
  };
}

/** A country that is not in the table is shipped to without tax: import duties are the receiver's. */
export const taxTable: ReadonlyMap<string, CountryTax> = new Map<string, CountryTax>([
  ...Object.entries(oneRate).map(([country, rate]): [string, CountryTax] => [country, { rate, onShipping: true }]),
  ["CA", { rate: 5_000, onShipping: true, ...byRegion(canada) }],
  ["US", { rate: 0, onShipping: false, ...byRegion(unitedStates) }],
]);
