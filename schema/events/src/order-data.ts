import { z } from "zod";
import { amount, currency } from "./event.ts";

/** What every event of an order carries, so that no consumer has to ask for more. */
export const orderData = z.object({
  /** The order's opaque id. */
  orderId: z.string(),
  number: z.string(),
  buyerId: z.string(),
  /** Null for a guest. */
  customerId: z.string().nullable(),
  email: z.string().nullable(),
  cartId: z.string(),
  /** The how-many-th checkout of the cart. */
  checkout: z.int(),
  status: z.string(),
  /** Why, when it was refused, cancelled or returned. */
  reason: z.string().nullable(),
  currency,
  /** Of the whole order. */
  total: amount,
  lines: z.array(
    z.object({
      lineId: z.string(),
      cartLineId: z.string(),
      variantId: z.string(),
      productId: z.string(),
      sku: z.string(),
      title: z.string(),
      quantity: z.int().positive(),
      unitPrice: amount,
    }),
  ),
});

export type OrderData = z.infer<typeof orderData>;
