import type { Refusal } from "../domain/refusal.ts";

/** The type of the graph that each kind of refusal is. */
const typeNames = {
  "invalid-input": "InvalidInput",
  "cart-not-found": "CartNotFound",
  "cart-line-not-found": "CartLineNotFound",
  "cart-empty": "CartEmpty",
  "variant-not-found": "VariantNotFound",
  "variant-not-purchasable": "VariantNotPurchasable",
  "line-unavailable": "LineUnavailable",
  "shipping-method-unknown": "ShippingMethodUnknown",
  "discount-code-unknown": "DiscountCodeUnknown",
  "discount-code-expired": "DiscountCodeExpired",
  "discount-code-used-up": "DiscountCodeUsedUp",
  "discount-code-not-applicable": "DiscountCodeNotApplicable",
  "market-unknown": "MarketUnknown",
  "cart-in-other-market": "CartInOtherMarket",
  "discount-code-taken": "DiscountCodeTaken",
  "promotion-not-found": "PromotionNotFound",
} as const;

type TypeNames = typeof typeNames;
/** A refusal that clients are told. */
export type PublicRefusal = Refusal<keyof TypeNames>;

/** Its type in the graph. */
export type UserErrorOf<Refused extends PublicRefusal> =
  Refused extends Refusal<infer Kind extends keyof TypeNames>
    ? { __typename: TypeNames[Kind]; message: string; path: string[] }
    : never;

/** A refusal as the graph tells it. */
export function toUserError<Refused extends PublicRefusal>({ kind, message, path }: Refused): UserErrorOf<Refused> {
  return { __typename: typeNames[kind], message, path: [...path] } as UserErrorOf<Refused>;
}
