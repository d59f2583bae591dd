/** How much one product may hold: what the largest shops need, and little enough to read a list of twenty at once. */
export const limits = {
  title: 255,
  name: 255,
  description: 200_000,
  sku: 255,
  options: 5,
  optionName: 255,
  optionValue: 255,
  variants: 2_048,
  media: 250,
  url: 2_048,
  altText: 1_000,
  tags: 250,
  tag: 255,
  /** That one category defines itself. */
  attributes: 100,
  attributeText: 1_000,
  choices: 500,
  unit: 32,
  /** Languages beside the shop's own. */
  locales: 100,
  markets: 100,
  pricesAtOnce: 500,
  /** Of one product in all price lists: its document stays one that a list can read twenty of. */
  listedPrices: 5_000,
  /** Of one market. */
  priceLists: 50,
  countries: 300,
  /** Minor units. A hundred million dollars, times any quantity of a cart, stays a safe integer. */
  price: 10_000_000_000,
  /** Pixels. */
  pictureSide: 100_000,
} as const;
