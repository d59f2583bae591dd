import { z } from "zod";
import { productStatuses } from "../../domain/product.ts";

const money = z.strictObject({
  amount: z.int().describe("in minor units"),
  currency: z.string().length(3).describe("ISO 4217"),
});

const selectedOption = z.strictObject({ name: z.string(), value: z.string() });

const variant = z.strictObject({
  sku: z.string().default("").describe("made, where there is none"),
  options: z.array(selectedOption).default([]),
  price: money,
  compareAtPrice: money.nullish(),
  onHand: z.int().min(0).max(1_000_000_000).nullish().describe("stock; null: without limit; left out: as it is"),
});

/**
 * A product as a line of a JSON Lines file has it, in imports and in exports (docs/guides/import-and-export.md). What a
 * line leaves out stays as it is. Lengths and the like are the catalogue's own rules, which an import tells by line.
 */
export const productRecord = z.strictObject({
  handle: z.string().trim().min(1).describe("the product's slug"),
  title: z.string().optional(),
  description: z.string().optional().describe("HTML"),
  status: z.enum(productStatuses).optional(),
  brand: z.string().nullish(),
  category: z.array(z.string()).optional().describe("names, from the top of the tree"),
  tags: z.array(z.string()).optional(),
  media: z
    .array(
      z.strictObject({
        url: z.string(),
        altText: z.string().nullish(),
        width: z.int().nullish(),
        height: z.int().nullish(),
      }),
    )
    .optional(),
  options: z.array(z.strictObject({ name: z.string(), values: z.array(z.string()) })).optional(),
  variants: z.array(variant).min(1).optional(),
});
export type ProductRecord = z.input<typeof productRecord>;
