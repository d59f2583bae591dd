/** Things by what the catalogue knows of them; all lists empty: everything. Ids in lower case. */
export interface Scope {
  readonly variantIds: readonly string[];
  readonly productIds: readonly string[];
  /** With all the categories below them. */
  readonly categoryIds: readonly string[];
  readonly brandIds: readonly string[];
}

export const everything: Scope = { variantIds: [], productIds: [], categoryIds: [], brandIds: [] };

/** What promotions go by of the thing that a line is of. */
export interface Merchandise {
  readonly variantId: string;
  readonly productId: string;
  readonly brandId: string | null;
  /** Its category and those above it. */
  readonly categoryIds: readonly string[];
  /** Whether it costs less than it did. */
  readonly isOnSale: boolean;
}

/** Whether nothing is named. */
export function isEverything({ variantIds, productIds, categoryIds, brandIds }: Scope): boolean {
  return variantIds.length + productIds.length + categoryIds.length + brandIds.length === 0;
}

/** Whether a thing is one of those that are named, in any of the ways. */
export function isNamed(scope: Scope, { variantId, productId, brandId, categoryIds }: Merchandise): boolean {
  return (
    scope.variantIds.includes(variantId) ||
    scope.productIds.includes(productId) ||
    (brandId !== null && scope.brandIds.includes(brandId)) ||
    categoryIds.some((id) => scope.categoryIds.includes(id))
  );
}

/** What a promotion is about. */
export interface Coverage {
  readonly scope: Scope;
  readonly exclusions: Scope;
  readonly excludesSaleItems: boolean;
}

/** Whether a promotion is about a thing; `scope` may be another than its own, as for the pieces got. */
export function covers(promotion: Coverage, thing: Merchandise, scope: Scope = promotion.scope): boolean {
  if (promotion.excludesSaleItems && thing.isOnSale) return false;
  if (isNamed(promotion.exclusions, thing)) return false;
  return isEverything(scope) || isNamed(scope, thing);
}
