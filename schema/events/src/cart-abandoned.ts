import { z } from "zod";
import { currency, type EventOf, eventContract } from "./event.ts";

/** Nobody has touched a cart for a while that has something in it: once for each version of it that was left. */
export const cartAbandoned = eventContract(
  "cart.abandoned",
  z.object({
    cartId: z.string(),
    /** Null for a guest. */
    customerId: z.string().nullable(),
    /** A guest's, as it was given at a checkout that came to nothing. */
    email: z.string().nullable(),
    /** The market whose prices it has; null for the shop's own. */
    market: z.string().nullable(),
    currency,
    lines: z.array(z.object({ lineId: z.string(), variantId: z.string(), quantity: z.int() })),
    /** ISO 8601. */
    lastChangedAt: z.string(),
  }),
);
export type CartAbandoned = EventOf<typeof cartAbandoned>;
