import type { AutomaticPromotions } from "../data/automaticPromotions.ts";
import type { PromotionStore } from "../data/promotionStore.ts";
import type { Promotion } from "../domain/promotion.ts";
import { type PromotionDraft, termsOf } from "../domain/promotionDraft.ts";
import { type DiscountCodeTaken, discountCodeTaken, type InvalidInput } from "../domain/refusal.ts";
import { isAutomaticFull, tooManyAutomatic } from "./automaticBound.ts";

export interface CreatePromotionPorts {
  readonly promotions: PromotionStore;
  readonly automaticPromotions: AutomaticPromotions;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The shop's. */
  readonly currency: string;
}

export type CreatePromotionResult =
  | { readonly kind: "saved"; readonly promotion: Promotion }
  | DiscountCodeTaken
  | InvalidInput;

/** Makes a promotion. How many there are without a code is bounded, since every price is computed with all of them. */
export async function createPromotion(
  ports: CreatePromotionPorts,
  draft: PromotionDraft,
): Promise<CreatePromotionResult> {
  const checked = termsOf(draft, ports.currency);
  if (checked.kind !== "terms") return checked;
  const { terms } = checked;
  if (terms.code === null && (await isAutomaticFull(ports))) return tooManyAutomatic("code");
  const promotion = await ports.promotions.create(ports.newId(), terms);
  if (!promotion) return discountCodeTaken(terms.code ?? "");
  if (promotion.code === null) await ports.automaticPromotions.changed();
  return { kind: "saved", promotion };
}
