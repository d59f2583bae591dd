import { money } from "@angidi/money";
import type { OrderEdit as Edit } from "../../domain/orderEdit.ts";
import type { OrderEditResolvers, OrderEditStatus } from "../../generated/resolvers.ts";

export const OrderEdit: OrderEditResolvers = {
  status: statusOf,
  total: ({ terms, currency }) => money(terms.total, currency),
  due: ({ due, currency }) => money(due, currency),
  back: ({ back, currency }) => money(back, currency),
};

/** How far an edit has come, as shoppers are told: one that is being undone has come to nothing already. */
function statusOf({ outcome, direction, paymentAction }: Edit): OrderEditStatus {
  if (outcome) return outcome;
  if (direction === "UNDOING") return "REFUSED";
  return paymentAction ? "REQUIRES_ACTION" : "PENDING";
}
