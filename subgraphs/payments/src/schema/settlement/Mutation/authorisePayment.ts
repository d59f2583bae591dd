import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type AuthorisePaymentResult, authorisePayment as authorise } from "../../../usecases/authorisePayment.ts";
import { refused, toPaymentState } from "../paymentState.ts";

export const authorisePayment: MutationResolvers["authorisePayment"] = async (_parent, { input }, { ports }) =>
  toResult(await authorise(ports, { ...input, supplementId: input.supplementId ?? null }));

function toResult(result: AuthorisePaymentResult) {
  switch (result.kind) {
    case "payment":
      return toPaymentState(result.payment);
    case "other-amount":
      throw refused("The order has a payment over another amount");
    case "invalid":
      throw refused(result.mistake);
  }
}
