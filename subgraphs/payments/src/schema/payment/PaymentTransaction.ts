import type { PaymentTransactionResolvers } from "../../generated/resolvers.ts";

export const PaymentTransaction: PaymentTransactionResolvers = {
  declineCode: ({ decline }) => decline?.code ?? null,
};
