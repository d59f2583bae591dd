import { type EventOf, eventContract } from "./event.ts";
import { paymentData } from "./payment-data.ts";

/** Money went back to the shopper. */
export const paymentRefunded = eventContract("payment.refunded", paymentData);
export type PaymentRefunded = EventOf<typeof paymentRefunded>;
