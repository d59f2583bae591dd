import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { voidPayment as letGo } from "../../../usecases/voidPayment.ts";
import { toPaymentState } from "../paymentState.ts";

export const voidPayment: MutationResolvers["voidPayment"] = async (_parent, { orderId }, { ports }) =>
  toPaymentState(await letGo(ports, orderId));
