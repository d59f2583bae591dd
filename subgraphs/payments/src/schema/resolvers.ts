import type { Resolvers } from "../generated/resolvers.ts";
import { Dispute } from "./dispute/Dispute.ts";
import { disputes } from "./dispute/Query/disputes.ts";
import { ledgerBalances } from "./ledger/Query/ledgerBalances.ts";
import { ledgerEntries } from "./ledger/Query/ledgerEntries.ts";
import { Payment } from "./payment/Payment.ts";
import { PaymentTransaction } from "./payment/PaymentTransaction.ts";
import { payment } from "./payment/Query/payment.ts";
import { resolveReconciliationDifference } from "./reconciliation/Mutation/resolveReconciliationDifference.ts";
import { reconciliationDifferences } from "./reconciliation/Query/reconciliationDifferences.ts";
import { reconciliations } from "./reconciliation/Query/reconciliations.ts";
import { authorisePayment } from "./settlement/Mutation/authorisePayment.ts";
import { capturePayment } from "./settlement/Mutation/capturePayment.ts";
import { refundPayment } from "./settlement/Mutation/refundPayment.ts";
import { settlePaymentAction } from "./settlement/Mutation/settlePaymentAction.ts";
import { voidPayment } from "./settlement/Mutation/voidPayment.ts";

/** Every resolver of payments; a field without one is read from its parent. */
export const resolvers: Resolvers = {
  Query: { payment, disputes, ledgerBalances, ledgerEntries, reconciliations, reconciliationDifferences },
  Mutation: {
    authorisePayment,
    capturePayment,
    voidPayment,
    refundPayment,
    settlePaymentAction,
    resolveReconciliationDifference,
  },
  Payment,
  PaymentTransaction,
  Dispute,
};
