import type { MutationResolvers } from "../../../generated/resolvers.ts";
import {
  type SettlePaymentActionResult,
  settlePaymentAction as settle,
} from "../../../usecases/settlePaymentAction.ts";
import { noPayment, toPaymentState } from "../paymentState.ts";

export const settlePaymentAction: MutationResolvers["settlePaymentAction"] = async (_parent, { input }, { ports }) =>
  toResult(input.orderId, await settle(ports, { ...input, supplementId: input.supplementId ?? null }));

function toResult(orderId: string, result: SettlePaymentActionResult) {
  switch (result.kind) {
    case "payment":
      return toPaymentState(result.payment);
    case "no-payment":
      throw noPayment(orderId);
  }
}
