import { money } from "@angidi/money";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type PlaceOrderOutcome, placeOrder as place, type RepeatedRefusal } from "../../../usecases/placeOrder.ts";
import { idempotencyKeyReused, invalidInput, refusal } from "../../userErrors.ts";
import { quoteRefused } from "../quoteRefused.ts";
import { outOfStock, paymentDeclined } from "../undone.ts";

export const placeOrder: MutationResolvers["placeOrder"] = async (_parent, { input }, { ports, caller, requestId }) =>
  toPlaceOrderResult(await place(ports, input, { caller, requestId }));

function toPlaceOrderResult(outcome: PlaceOrderOutcome) {
  switch (outcome.kind) {
    case "placed":
      return { __typename: "OrderPlaced", order: outcome.order } as const;
    case "action-required":
      return { __typename: "PaymentActionRequired", order: outcome.order, ...outcome.order.paymentAction } as const;
    case "undone":
      return toUndone(outcome.reason, outcome.order.lines);
    case "refused":
      return quoteRefused(outcome.refusal);
    case "cart-not-found":
      return refusal("CartNotFound", "There is no such cart", ["cartId"]);
    case "cart-ordered":
      return refusal("CartAlreadyOrdered", "This cart was ordered already, or is being ordered", ["cartId"]);
    case "price-changed": {
      const { expected, actual } = outcome;
      const changed = refusal("PriceChanged", "The total is not the expected one any more", ["expectedTotal"]);
      return { ...changed, expected, actual: money(actual.total, actual.currency) };
    }
    case "key-reused":
      return idempotencyKeyReused();
    case "invalid-input":
      return invalidInput(outcome);
  }
}

function toUndone(reason: RepeatedRefusal, lines: readonly { readonly variantId: string; readonly sku: string }[]) {
  switch (reason.kind) {
    case "OUT_OF_STOCK":
      return outOfStock(reason, lines);
    case "PAYMENT_DECLINED":
      return paymentDeclined(reason);
    case "DISCOUNT_CODE_UNKNOWN":
      return refusal("DiscountCodeUnknown", `There is no discount code ${reason.code} any more`);
    case "DISCOUNT_CODE_USED_UP":
      return refusal("DiscountCodeUsedUp", `The discount code ${reason.code} was used as often as it may be`);
  }
}
