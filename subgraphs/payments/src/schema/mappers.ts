import type { Money } from "@angidi/money";
import type { Dispute } from "../domain/dispute.ts";
import type { Payment, PaymentTransaction } from "../domain/payment.ts";

// What resolvers hand down for a type of the schema; the code generator reads these names.

export type DisputeMapper = Dispute;
export type PaymentMapper = Payment;
/** A transaction is in the currency of its payment, if that has any. */
export type PaymentTransactionMapper = Omit<PaymentTransaction, "amount"> & { readonly amount: Money | null };
