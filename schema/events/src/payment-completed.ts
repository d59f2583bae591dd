import { type EventOf, eventContract } from "./event.ts";
import { paymentData } from "./payment-data.ts";

/** The money of an order was captured. */
export const paymentCompleted = eventContract("payment.completed", paymentData);
export type PaymentCompleted = EventOf<typeof paymentCompleted>;
