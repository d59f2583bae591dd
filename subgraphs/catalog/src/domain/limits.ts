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
  /** Minor units. A hundred million dollars, times any quantity of a cart, stays a safe integer. */
  price: 10_000_000_000,
  /** Pixels. */
  pictureSide: 100_000,
} as const;
