import { type EventOf, eventContract } from "./event.ts";
import { paymentData } from "./payment-data.ts";

/** The shopper has confirmed, and the money of an order is held. Not published where nothing was to be confirmed. */
export const paymentAuthorised = eventContract("payment.authorised", paymentData);
export type PaymentAuthorised = EventOf<typeof paymentAuthorised>;
