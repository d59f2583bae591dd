import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { capturePayment as capture } from "../../../usecases/capturePayment.ts";
import { noPayment, toPaymentState } from "../paymentState.ts";

export const capturePayment: MutationResolvers["capturePayment"] = async (
  _parent,
  { orderId, supplementId },
  { ports },
) => {
  const payment = await capture(ports, { orderId, supplementId: supplementId ?? null });
  if (!payment) throw noPayment(orderId);
  return toPaymentState(payment);
};
