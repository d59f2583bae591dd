/** One tax. */
export interface TaxRate {
  /** As an invoice shows it: "VAT, Germany". */
  readonly name: string;
  /** In thousandths of a percent. */
  readonly rate: number;
}

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
  /** What is due where a region has no taxes of its own. */
  readonly taxes: readonly TaxRate[];
  /** Whether shipping is taxed like the goods. In the United States it depends on the state; it is left untaxed there. */
  readonly onShipping: boolean;
  /** By the code of a state or province: all that is due there. */
  readonly regions?: Readonly<Record<string, readonly TaxRate[]>>;
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

const goodsAndServicesTax: TaxRate = { name: "GST, Canada", rate: 5_000 };

/** A harmonised tax takes the place of the federal one; the others come beside it. */
// biome-ignore format: a table
const canada: readonly (readonly [code: string, name: string, tax: "GST" | "HST" | "PST" | "RST" | "QST", rate: number])[] = [
  ["AB", "Alberta", "GST", 0], ["BC", "British Columbia", "PST", 7_000], ["MB", "Manitoba", "RST", 7_000],
  ["NB", "New Brunswick", "HST", 15_000], ["NL", "Newfoundland and Labrador", "HST", 15_000],
  ["NS", "Nova Scotia", "HST", 14_000], ["NT", "Northwest Territories", "GST", 0], ["NU", "Nunavut", "GST", 0],
  ["ON", "Ontario", "HST", 13_000], ["PE", "Prince Edward Island", "HST", 15_000], ["QC", "Quebec", "QST", 9_975],
  ["SK", "Saskatchewan", "PST", 6_000], ["YT", "Yukon", "GST", 0],
];

/** Countries with one tax, by what it is called. */
// biome-ignore format: a table
const valueAddedTax: Readonly<Record<string, number>> = {
  AT: 20_000, BE: 21_000, BG: 20_000, CY: 19_000, CZ: 21_000, DE: 19_000, DK: 25_000, EE: 24_000, ES: 21_000,
  FI: 25_500, FR: 20_000, GR: 24_000, HR: 25_000, HU: 27_000, IE: 23_000, IT: 22_000, LT: 21_000, LU: 17_000,
  LV: 21_000, MT: 18_000, NL: 21_000, PL: 23_000, PT: 23_000, RO: 21_000, SE: 25_000, SI: 22_000, SK: 23_000,
  GB: 20_000, CH: 8_100, LI: 8_100, NO: 25_000, IS: 24_000, TR: 20_000, IL: 18_000, ZA: 15_000, AE: 5_000,
  SA: 15_000, KR: 10_000, MX: 16_000,
};
const otherTaxes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  GST: { IN: 18_000, SG: 9_000, AU: 10_000, NZ: 15_000 },
  "Consumption tax": { JP: 10_000 },
};

const countryNames = new Intl.DisplayNames("en", { type: "region" });

function inCountries(tax: string, rates: Readonly<Record<string, number>>): [string, CountryTax][] {
  return Object.entries(rates).map(([country, rate]) => [
    country,
    { taxes: [{ name: `${tax}, ${countryNames.of(country)}`, rate }], onShipping: true },
  ]);
}

function inCanada(): Pick<CountryTax, "regions" | "regionNames"> {
  const regions = canada.map(([code, name, tax, rate]): [string, TaxRate[]] => {
    const provincial = { name: `${tax}, ${name}`, rate };
    return [
      code,
      tax === "GST" ? [goodsAndServicesTax] : tax === "HST" ? [provincial] : [goodsAndServicesTax, provincial],
    ];
  });
  return { regions: Object.fromEntries(regions), regionNames: codesByName(canada) };
}

function inTheUnitedStates(): Pick<CountryTax, "regions" | "regionNames"> {
  const regions = unitedStates.map(([code, name, rate]): [string, TaxRate[]] => [
    code,
    rate === 0 ? [] : [{ name: `Sales tax, ${name}`, rate }],
  ]);
  return { regions: Object.fromEntries(regions), regionNames: codesByName(unitedStates) };
}

function codesByName(regions: readonly (readonly [code: string, name: string, ...rest: unknown[]])[]) {
  return Object.fromEntries(regions.map(([code, name]) => [name.toUpperCase(), code]));
}

/** A country that is not in the table is shipped to without tax: import duties are the receiver's. */
export const taxTable: ReadonlyMap<string, CountryTax> = new Map<string, CountryTax>([
  ...inCountries("VAT", valueAddedTax),
  ...Object.entries(otherTaxes).flatMap(([tax, rates]) => inCountries(tax, rates)),
  ["CA", { taxes: [goodsAndServicesTax], onShipping: true, ...inCanada() }],
  ["US", { taxes: [], onShipping: false, ...inTheUnitedStates() }],
]);
