import type { Resolvers } from "../generated/resolvers.ts";
import { Dispute } from "./dispute/Dispute.ts";
import { disputes } from "./dispute/Query/disputes.ts";
import { Payment } from "./payment/Payment.ts";
import { PaymentTransaction } from "./payment/PaymentTransaction.ts";
import { payment } from "./payment/Query/payment.ts";
import { authorisePayment } from "./settlement/Mutation/authorisePayment.ts";
import { capturePayment } from "./settlement/Mutation/capturePayment.ts";
import { refundPayment } from "./settlement/Mutation/refundPayment.ts";
import { settlePaymentAction } from "./settlement/Mutation/settlePaymentAction.ts";
import { voidPayment } from "./settlement/Mutation/voidPayment.ts";

/** Every resolver of payments; a field without one is read from its parent. */
export const resolvers: Resolvers = {
  Query: { payment, disputes },
  Mutation: { authorisePayment, capturePayment, voidPayment, refundPayment, settlePaymentAction },
  Payment,
  PaymentTransaction,
  Dispute,
};
