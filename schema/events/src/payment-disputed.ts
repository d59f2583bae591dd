import { type EventOf, eventContract } from "./event.ts";
import { paymentData } from "./payment-data.ts";

/** A dispute has taken money back, or ended: `code` is DISPUTE_OPENED, DISPUTE_WON or DISPUTE_LOST. */
export const paymentDisputed = eventContract("payment.disputed", paymentData);
export type PaymentDisputed = EventOf<typeof paymentDisputed>;
