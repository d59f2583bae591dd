import { everything, type Scope } from "./promotionScope.ts";
import { type InvalidInput, invalidInput } from "./refusal.ts";

export type ScopeDraft = { readonly [List in keyof Scope]?: readonly string[] | null };

const maximumIds = 200;

/** The things that are named; ids in lower case, as the catalogue writes them. */
export function scopeOf(
  draft: ScopeDraft | null | undefined,
  ...path: string[]
): { kind: "scope"; scope: Scope } | InvalidInput {
  if (!draft) return { kind: "scope", scope: everything };
  const ids = (given: readonly string[] | null | undefined) => [...new Set(given?.map((id) => id.toLowerCase()) ?? [])];
  const scope = {
    variantIds: ids(draft.variantIds),
    productIds: ids(draft.productIds),
    categoryIds: ids(draft.categoryIds),
    brandIds: ids(draft.brandIds),
  };
  const isTooMuch = Object.values(scope).flat().length > maximumIds;
  return isTooMuch ? invalidInput(`At most ${maximumIds} things can be named.`, ...path) : { kind: "scope", scope };
}
