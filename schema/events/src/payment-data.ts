import { z } from "zod";
import { amount, currency } from "./event.ts";

/** What every event of a payment carries. */
export const paymentData = z.object({
  paymentId: z.string(),
  /** The order's opaque id. */
  orderId: z.string(),
  /** Which supplement to the order was to be paid; null, or absent in older events, for the order's own payment. */
  supplementId: z.string().nullish(),
  buyerId: z.string(),
  /** What was held, captured, declined, refunded or disputed this time. */
  amount,
  currency,
  /** The provider's decline code, for a payment that failed; what a dispute did, for one that is disputed. */
  code: z.string().nullable(),
});

export type PaymentData = z.infer<typeof paymentData>;
