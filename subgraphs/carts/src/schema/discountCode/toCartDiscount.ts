import type { Discount } from "../../domain/pricing.ts";
import type { Objection } from "../../domain/promotionObjection.ts";
import type { CodedPromotion } from "../../usecases/priceCart.ts";

/** What one promotion takes off, as shoppers see it. */
export function toCartDiscount({ promotion: { id, name, code }, amount }: Discount) {
  return { promotionId: id, name, code, amount };
}

/** Why a code of a cart gives nothing. */
export function toCodeWithoutEffect({ promotion, reason, message }: Objection) {
  return { code: promotion.code ?? promotion.name, reason, message };
}

/** The same of a code that is used up. */
export function toCodeUsedUp({ code }: CodedPromotion) {
  return { code, reason: "USED_UP" as const, message: `The discount code ${code} has been used up.` };
}
