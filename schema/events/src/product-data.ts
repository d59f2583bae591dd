import { z } from "zod";
import { amount, currency } from "./event.ts";

const category = z.object({ id: z.string(), slug: z.string(), name: z.string() });

/** A product as its subject's version has it: all that a reader needs to show or index it. */
export const productData = z.object({
  product: z.object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    /** Sanitised HTML; empty when there is none. */
    description: z.string(),
    /** As it is in force: DRAFT while a moderator keeps a published product from shoppers. */
    status: z.string(),
    /** With the categories above it, the topmost first, as they were at the time. */
    category: category.extend({ ancestors: z.array(category) }).nullable(),
    brand: z.object({ id: z.string(), name: z.string() }).nullable(),
    seller: z.object({ id: z.string(), name: z.string() }).nullable(),
    tags: z.array(z.string()),
    media: z.array(
      z.object({
        url: z.string(),
        altText: z.string().nullable(),
        width: z.int().nullable(),
        height: z.int().nullable(),
      }),
    ),
    options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
    variants: z.array(
      z.object({
        id: z.string(),
        sku: z.string(),
        title: z.string(),
        options: z.array(z.object({ name: z.string(), value: z.string() })),
        price: z.object({ amount, currency }),
        compareAtPrice: z.object({ amount, currency }).nullable(),
        /** In the price lists of markets; since 2026-11. */
        prices: z.array(z.object({ priceListId: z.string(), price: z.object({ amount, currency }) })).optional(),
      }),
    ),
    /** What it says of itself by its category's definitions, in their order; since 2026-11. */
    attributes: z
      .array(
        z.object({
          code: z.string(),
          name: z.string(),
          value: z.union([z.string(), z.number(), z.boolean()]),
          /** The choice's, where the value is one of a choice. */
          label: z.string().nullable(),
          unit: z.string().nullable(),
          filterable: z.boolean(),
        }),
      )
      .optional(),
    /** By locale; what is null is read in the next one that has it; since 2026-11. */
    translations: z
      .record(z.string(), z.object({ title: z.string().nullable(), description: z.string().nullable() }))
      .optional(),
    createdAt: z.string(),
  }),
});
/** A product that is gone. */
export const productReference = z.object({ productId: z.string() });

export type ProductData = z.infer<typeof productData>;
