/** Why a request was not done. `path` leads to the part of the input that is to blame. */
export interface Refusal<Kind extends string = string> {
  readonly kind: Kind;
  readonly message: string;
  readonly path: readonly string[];
}

type Path = readonly (string | number)[];

/** A refusal. Positions in lists are written as text, since `UserError.path` holds strings. */
export function refusal<Kind extends string>(kind: Kind, message: string, path: Path): Refusal<Kind> {
  return { kind, message, path: path.map(String) };
}

export type InvalidInput = Refusal<"invalid-input">;
export type CartNotFound = Refusal<"cart-not-found">;
export type CartLineNotFound = Refusal<"cart-line-not-found">;
export type LineUnavailable = Refusal<"line-unavailable">;
export type CartEmpty = Refusal<"cart-empty">;
export type VariantNotFound = Refusal<"variant-not-found">;
export type VariantNotPurchasable = Refusal<"variant-not-purchasable">;
export type ShippingMethodUnknown = Refusal<"shipping-method-unknown">;
export type DiscountCodeUnknown = Refusal<"discount-code-unknown">;
export type DiscountCodeExpired = Refusal<"discount-code-expired">;
export type DiscountCodeUsedUp = Refusal<"discount-code-used-up">;
export type DiscountCodeNotApplicable = Refusal<"discount-code-not-applicable">;
export type DiscountCodeTaken = Refusal<"discount-code-taken">;
export type PromotionNotFound = Refusal<"promotion-not-found">;
export type CartAlreadyOrdered = Refusal<"cart-already-ordered">;
export type MarketUnknown = Refusal<"market-unknown">;
export type CartInOtherMarket = Refusal<"cart-in-other-market">;
export type DestinationNotServed = Refusal<"destination-not-served">;

export const invalidInput = (message: string, ...path: Path): InvalidInput => refusal("invalid-input", message, path);

/** Also for a cart that is another's: what is not yours is not there. */
export const cartNotFound = (): CartNotFound => refusal("cart-not-found", "There is no such cart.", ["cartId"]);

export const cartLineNotFound = (...path: Path): CartLineNotFound =>
  refusal("cart-line-not-found", "The cart has no such line.", path);

export const lineUnavailable = (title: string | null, ...path: Path): LineUnavailable =>
  refusal("line-unavailable", `${title ?? "An item of the cart"} is no longer sold.`, path);

export const cartEmpty = (): CartEmpty => refusal("cart-empty", "The cart is empty.", ["cartId"]);

export const variantNotFound = (...path: Path): VariantNotFound =>
  refusal("variant-not-found", "There is no such variant.", path);

export const variantNotPurchasable = (title: string, ...path: Path): VariantNotPurchasable =>
  refusal("variant-not-purchasable", `${title} is not sold at the moment.`, path);

export const shippingMethodUnknown = (): ShippingMethodUnknown =>
  refusal("shipping-method-unknown", "No such shipping method leads to this address.", ["shippingMethodId"]);

export const notShippedInCurrency = (currency: string): ShippingMethodUnknown =>
  refusal("shipping-method-unknown", `No shipping method to this address has a price in ${currency}.`, ["cartId"]);

export const discountCodeUnknown = (): DiscountCodeUnknown =>
  refusal("discount-code-unknown", "There is no such discount code.", ["code"]);

export const discountCodeExpired = (message: string): DiscountCodeExpired =>
  refusal("discount-code-expired", message, ["code"]);

export const discountCodeUsedUp = (code: string, ...path: Path): DiscountCodeUsedUp =>
  refusal("discount-code-used-up", `The discount code ${code} has been used up.`, path);

export const discountCodeNotApplicable = (message: string): DiscountCodeNotApplicable =>
  refusal("discount-code-not-applicable", message, ["code"]);

export const discountCodeTaken = (code: string): DiscountCodeTaken =>
  refusal("discount-code-taken", `There is a promotion with the code ${code} already.`, ["code"]);

export const promotionNotFound = (): PromotionNotFound =>
  refusal("promotion-not-found", "There is no such promotion.", ["id"]);

export const cartAlreadyOrdered = (): CartAlreadyOrdered =>
  refusal("cart-already-ordered", "The cart has been ordered already.", ["cartId"]);

export const destinationNotServed = (): DestinationNotServed =>
  refusal("destination-not-served", "We know no such country.", ["shippingAddress", "countryCode"]);

export const marketUnknown = (): MarketUnknown => refusal("market-unknown", "There is no such market.", ["market"]);

export const cartInOtherMarket = (): CartInOtherMarket =>
  refusal("cart-in-other-market", "The cart has things at the prices of another market.", ["market"]);
