import type { UndoReason } from "../../domain/undoReason.ts";
import { refusal } from "../userErrors.ts";

type Because<Kind extends UndoReason["kind"]> = Extract<UndoReason, { readonly kind: Kind }>;

/** There was too little in stock. Shortages are told by variant. */
export function outOfStock(
  reason: Because<"OUT_OF_STOCK">,
  lines: readonly { readonly variantId: string; readonly sku: string }[],
) {
  const skuOf = new Map(lines.map(({ variantId, sku }) => [variantId, sku]));
  const shortages = reason.shortages.map(({ variantId, ...shortage }) => ({
    ...shortage,
    variant: { id: variantId, sku: skuOf.get(variantId) ?? "" },
  }));
  return { ...refusal("OutOfStock", "There is too little of it in stock"), shortages };
}

/** The provider declined the payment. */
export function paymentDeclined({ code, message }: Because<"PAYMENT_DECLINED" | "PAYMENT_ACTION_FAILED">) {
  return { ...refusal("PaymentDeclined", message, ["payment"]), code };
}
