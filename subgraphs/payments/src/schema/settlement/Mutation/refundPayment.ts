import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type RefundPaymentResult, refundPayment as refund } from "../../../usecases/refundPayment.ts";
import { noPayment, refused, toPaymentState } from "../paymentState.ts";

export const refundPayment: MutationResolvers["refundPayment"] = async (_parent, { input }, { ports }) =>
  toResult(input.orderId, await refund(ports, { ...input, supplementId: input.supplementId ?? null }));

function toResult(orderId: string, result: RefundPaymentResult) {
  switch (result.kind) {
    case "payment":
      return toPaymentState(result.payment, result.decline);
    case "no-payment":
      throw noPayment(orderId);
    case "other-currency":
      throw refused("The payment is in another currency");
    case "invalid":
      throw refused(result.mistake);
  }
}
