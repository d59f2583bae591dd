import { type Money, money } from "@angidi/money";
import type { Context } from "../../context.ts";
import type { Payment as PaymentEntity } from "../../domain/payment.ts";
import type { PaymentResolvers } from "../../generated/resolvers.ts";
import { readPayments } from "../../usecases/readPayments.ts";
import { viewerOf } from "./viewer.ts";

export const Payment: PaymentResolvers = {
  amount: ({ details }) => details?.amount ?? null,
  captured: (payment) => inItsCurrency(payment, payment.captured),
  refunded: (payment) => inItsCurrency(payment, payment.refunded),
  provider: ({ details }) => details?.provider ?? null,
  declineCode: ({ decline }) => decline?.code ?? null,
  transactions: (payment) =>
    payment.transactions.map((entry) => ({ ...entry, amount: inItsCurrency(payment, entry.amount) })),
  disputes: ({ id }, _arguments, { loaders }) => loaders.disputesByPayment.load(id),
};

function inItsCurrency({ details }: PaymentEntity, amount: number): Money | null {
  return details && money(amount, details.amount.currency);
}

/** The payments that other subgraphs refer to, as far as the caller may see them. */
export function paymentsByReference(
  references: readonly { readonly id: string }[],
  { ports, caller }: Context,
): Promise<(PaymentEntity | null)[]> {
  return readPayments(
    ports,
    viewerOf(caller),
    references.map(({ id }) => id),
  );
}
