import { type EventOf, eventContract } from "./event.ts";
import { paymentData } from "./payment-data.ts";

/** The provider declined, or the shopper did not confirm. */
export const paymentFailed = eventContract("payment.failed", paymentData);
export type PaymentFailed = EventOf<typeof paymentFailed>;
