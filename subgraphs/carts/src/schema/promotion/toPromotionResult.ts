import type { Promotion } from "../../domain/promotion.ts";
import { type PublicRefusal, toUserError, type UserErrorOf } from "../userErrors.ts";

interface Saved {
  readonly kind: "saved";
  readonly promotion: Promotion;
}

/** What came of making or changing a promotion, as the graph tells it. */
export function toPromotionResult<Refused extends PublicRefusal>(
  result: Saved | Refused,
): { __typename: "PromotionSaved"; promotion: Promotion } | UserErrorOf<Refused> {
  return result.kind === "saved" ? { __typename: "PromotionSaved", promotion: result.promotion } : toUserError(result);
}
