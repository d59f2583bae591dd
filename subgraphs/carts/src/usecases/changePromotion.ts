import type { AutomaticPromotions } from "../data/automaticPromotions.ts";
import type { PromotionStore } from "../data/promotionStore.ts";
import type { Promotion, PromotionSettings } from "../domain/promotion.ts";
import { type PromotionChanges, settingsAfter } from "../domain/promotionDraft.ts";
import { type InvalidInput, invalidInput, type PromotionNotFound, promotionNotFound } from "../domain/refusal.ts";
import { countsAsAutomatic, isAutomaticFull, tooManyAutomatic } from "./automaticBound.ts";

export interface ChangePromotionPorts {
  readonly promotions: PromotionStore;
  readonly automaticPromotions: AutomaticPromotions;
  readonly now: () => Date;
}

type Saved = { readonly kind: "saved"; readonly promotion: Promotion };

/** Changes a promotion's name, rank, limits and dates. Orders that are placed keep what they were given. */
export function updatePromotion(
  ports: ChangePromotionPorts,
  { id, ...changes }: PromotionChanges & { readonly id: string },
): Promise<Saved | PromotionNotFound | InvalidInput> {
  return change(ports, id, (promotion) => {
    if ((changes.usageLimit ?? Number.POSITIVE_INFINITY) < promotion.usageCount) {
      return invalidInput(`It has been used ${promotion.usageCount} times already.`, "usageLimit");
    }
    return settingsAfter(promotion, changes);
  });
}

/** Sets a promotion aside, or ends that. */
export function pausePromotion(
  ports: ChangePromotionPorts,
  id: string,
  isPaused: boolean,
): Promise<Saved | PromotionNotFound | InvalidInput> {
  return change(ports, id, (promotion) => ({ kind: "settings", settings: { ...promotion, isPaused } }));
}

/** Ends a promotion now, unless it is over already. */
export function endPromotion(
  ports: ChangePromotionPorts,
  id: string,
): Promise<Saved | PromotionNotFound | InvalidInput> {
  const now = ports.now();
  return change(ports, id, (promotion) => {
    const isOver = promotion.endsAt !== null && promotion.endsAt <= now;
    return { kind: "settings", settings: { ...promotion, endsAt: isOver ? promotion.endsAt : now } };
  });
}

type Decision = { readonly kind: "settings"; readonly settings: PromotionSettings } | InvalidInput;

async function change(
  { promotions, automaticPromotions, now }: ChangePromotionPorts,
  id: string,
  decide: (promotion: Promotion) => Decision,
): Promise<Saved | PromotionNotFound | InvalidInput> {
  const isFull = await isAutomaticFull({ promotions, now });
  const result = await promotions.change<InvalidInput>(id, (promotion) => {
    const decision = decide(promotion);
    if (decision.kind !== "settings" || promotion.code !== null || !isFull) return decision;
    const isNew = countsAsAutomatic(decision.settings, now()) && !countsAsAutomatic(promotion, now());
    return isNew ? tooManyAutomatic("id") : decision;
  });
  if (result === null) return promotionNotFound();
  if (result.kind === "saved" && result.promotion.code === null) await automaticPromotions.changed();
  return result;
}
