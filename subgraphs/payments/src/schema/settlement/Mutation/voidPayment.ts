import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { voidPayment as letGo } from "../../../usecases/voidPayment.ts";
import { toPaymentState } from "../paymentState.ts";

export const voidPayment: MutationResolvers["voidPayment"] = async (_parent, { orderId, supplementId }, { ports }) =>
  toPaymentState(await letGo(ports, { orderId, supplementId: supplementId ?? null }));
