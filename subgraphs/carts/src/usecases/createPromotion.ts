import type { PromotionStore } from "../data/promotionStore.ts";
import type { Promotion } from "../domain/promotion.ts";
import { type PromotionDraft, termsOf } from "../domain/promotionDraft.ts";
import { type DiscountCodeTaken, discountCodeTaken, type InvalidInput } from "../domain/refusal.ts";

export interface CreatePromotionPorts {
  readonly promotions: PromotionStore;
  readonly newId: () => string;
  /** The shop's. */
  readonly currency: string;
}

export type CreatePromotionResult =
  | { readonly kind: "saved"; readonly promotion: Promotion }
  | DiscountCodeTaken
  | InvalidInput;

/** Makes a promotion. */
export async function createPromotion(
  ports: CreatePromotionPorts,
  draft: PromotionDraft,
): Promise<CreatePromotionResult> {
  const checked = termsOf(draft, ports.currency);
  if (checked.kind !== "terms") return checked;
  const promotion = await ports.promotions.create(ports.newId(), checked.terms);
  return promotion ? { kind: "saved", promotion } : discountCodeTaken(checked.terms.code);
}
