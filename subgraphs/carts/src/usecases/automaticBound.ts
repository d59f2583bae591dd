import type { PromotionStore } from "../data/promotionStore.ts";
import { maximumAutomatic, type PromotionSettings } from "../domain/promotion.ts";
import { type InvalidInput, invalidInput } from "../domain/refusal.ts";

/** Whether there are as many promotions without a code as there may be: every price is computed with all of them. */
export async function isAutomaticFull({
  promotions,
  now,
}: {
  readonly promotions: Pick<PromotionStore, "automatic">;
  readonly now: () => Date;
}): Promise<boolean> {
  return (await promotions.automatic(now())).length >= maximumAutomatic;
}

/** Whether a promotion without a code counts: whether it applies, or will. */
export function countsAsAutomatic({ isPaused, endsAt }: PromotionSettings, now: Date): boolean {
  return !isPaused && (endsAt === null || endsAt > now);
}

export function tooManyAutomatic(field: string): InvalidInput {
  return invalidInput(`There are ${maximumAutomatic} promotions without a code already; end or pause one.`, field);
}
