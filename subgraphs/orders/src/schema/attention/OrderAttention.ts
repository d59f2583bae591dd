import { money } from "@angidi/money";
import { describeParked, type SagaName } from "../../domain/parked.ts";
import type { OrderAttentionResolvers, OrderSaga } from "../../generated/resolvers.ts";

/** How the graph calls the sagas. */
const nameOf = {
  placement: "PLACEMENT",
  edit: "EDIT",
  refund: "REFUND",
  return: "RETURN",
  fulfilment: "FULFILMENT",
} as const satisfies Record<SagaName, OrderSaga>;

export const OrderAttention: OrderAttentionResolvers = {
  reason: ({ parked }) => parked.map(describeParked).join("; "),
  sagas: ({ parked, currency }) =>
    parked.map(({ saga, id, since, amounts, references, ...rest }) => ({
      ...rest,
      saga: nameOf[saga],
      subjectId: id,
      since: new Date(since),
      amounts: Object.entries(amounts).map(([name, amount]) => ({ name, amount: money(amount, currency) })),
      references: Object.entries(references).map(([name, reference]) => ({ name, id: reference })),
    })),
};
