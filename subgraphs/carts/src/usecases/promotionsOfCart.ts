import type { AutomaticPromotions } from "../data/automaticPromotions.ts";
import type { PromotionForCustomer, PromotionStore } from "../data/promotionStore.ts";
import type { Cart } from "../domain/cart.ts";
import type { Promotion } from "../domain/promotion.ts";

export interface PromotionsOfCartPorts {
  readonly promotions: Pick<PromotionStore, "byIds">;
  readonly automaticPromotions: AutomaticPromotions;
}

/**
 * The promotions that a cart is priced with: those of its codes in the order in which they were entered, and those that
 * apply by themselves. The latter come from memory, but for counts of use, which are read with the codes by one statement;
 * a cart without codes costs none while no promotion without a code has a limit.
 *
 * Of a guest is not known how often they have used a promotion before the order says their e-mail address. A code can be
 * taken out when that refuses it; what applies by itself cannot, so with a limit per customer it is for customers alone.
 */
export async function promotionsOfCart(ports: PromotionsOfCartPorts, cart: Cart): Promise<PromotionForCustomer[]> {
  const automatic = (await ports.automaticPromotions.inForce()).filter(
    ({ usageLimitPerCustomer }) => usageLimitPerCustomer === null || cart.customerId !== null,
  );
  const counted = automatic.filter(isLimited).map(({ id }) => id);
  const read = await ports.promotions.byIds([...cart.promotionIds, ...counted], cart.customerId);
  return [
    ...read,
    ...automatic.filter((one) => !isLimited(one)).map((promotion) => ({ promotion, usesByCustomer: 0 })),
  ];
}

function isLimited({ usageLimit, usageLimitPerCustomer }: Promotion): boolean {
  return usageLimit !== null || usageLimitPerCustomer !== null;
}
