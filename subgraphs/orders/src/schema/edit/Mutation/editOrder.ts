import { money } from "@angidi/money";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import type { EditOfOrder } from "../../../saga/edit.ts";
import { editOrder as edit } from "../../../usecases/editOrder.ts";
import { outOfStock, paymentDeclined } from "../../placement/undone.ts";
import { idempotencyKeyReused, orderNotFound, refusal } from "../../userErrors.ts";
import { editRefused } from "../editRefused.ts";

export const editOrder: MutationResolvers["editOrder"] = async (_parent, { input }, { ports, caller, requestId }) => {
  const outcome = await edit(ports, input, { caller, requestId });
  switch (outcome.kind) {
    case "edited":
      return { __typename: "OrderEdited", ...shown(outcome) };
    case "action-required":
      return { __typename: "OrderEditActionRequired", ...shown(outcome), ...outcome.edit.paymentAction };
    case "refused":
      return toRefused(outcome);
    case "payment-missing": {
      const missing = refusal("OrderEditNotPaid", "The order costs more afterwards; say how that is paid", ["payment"]);
      return { ...missing, due: money(outcome.due, outcome.currency) };
    }
    case "price-changed": {
      const changed = refusal("PriceChanged", "The total would not be the expected one", ["expectedTotal"]);
      return { ...changed, expected: outcome.expected, actual: outcome.actual };
    }
    case "order-not-found":
      return orderNotFound();
    case "key-reused":
      return idempotencyKeyReused();
    default:
      return editRefused(outcome);
  }
};

const shown = ({ order, edit: found }: EditOfOrder) => ({ order, edit: { ...found, currency: order.currency } });

/** Why an edit that was begun came to nothing. */
function toRefused({ edit: { undoReason, terms } }: EditOfOrder) {
  switch (undoReason?.kind) {
    case "OUT_OF_STOCK":
      return outOfStock(undoReason, terms.lines);
    case "PAYMENT_DECLINED":
    case "PAYMENT_ACTION_FAILED":
      return paymentDeclined(undoReason);
    case "CALLED_OFF":
      return refusal("OrderNotEditable", "The edit was called off; the order is as it was", ["orderId"]);
    default:
      return refusal("OrderNotEditable", "The edit stayed undecided for too long; the order is as it was", ["orderId"]);
  }
}
