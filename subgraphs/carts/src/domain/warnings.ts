import type { Money } from "@angidi/money";
import type { Promotion } from "./promotion.ts";

export interface CartWarning {
  readonly code:
    | "OUT_OF_STOCK"
    | "INSUFFICIENT_STOCK"
    | "LINE_UNAVAILABLE"
    | "PRICE_CHANGED"
    | "DISCOUNT_CODE_WITHOUT_EFFECT";
  readonly message: string;
  readonly lineId: string | null;
  /** Of a changed price: what the shopper saw last. */
  readonly oldUnitPrice?: Money;
  readonly newUnitPrice?: Money;
}

export interface LineToWarnOf {
  readonly id: string;
  readonly quantity: number;
  readonly title: string | null;
  /** For one piece; null when it is not sold. */
  readonly price: Money | null;
  /** What the shopper saw last, if that is known. */
  readonly seenPrice: Money | null;
  /** Null: without limit, or not known. */
  readonly available: number | null;
}

/** What will not work out as a cart stands, lines first. */
export function warningsAbout(
  lines: readonly LineToWarnOf[],
  objections: readonly { readonly message: string }[],
  usedUp: readonly Pick<Promotion, "code">[],
): CartWarning[] {
  const withoutEffect = [
    ...objections.map(({ message }) => message),
    ...usedUp.map(({ code }) => `The discount code ${code} has been used up.`),
  ];
  return [
    ...lines.flatMap((line) => [stockWarning(line) ?? [], priceWarning(line) ?? []].flat()),
    ...withoutEffect.map((message): CartWarning => ({ code: "DISCOUNT_CODE_WITHOUT_EFFECT", message, lineId: null })),
  ];
}

function stockWarning({ id, quantity, title, price, available }: LineToWarnOf): CartWarning | undefined {
  const name = title ?? "An item of the cart";
  if (!price) return { code: "LINE_UNAVAILABLE", message: `${name} is no longer sold.`, lineId: id };
  if (available === null || available >= quantity) return undefined;
  if (available <= 0) return { code: "OUT_OF_STOCK", message: `${name} is out of stock.`, lineId: id };
  return {
    code: "INSUFFICIENT_STOCK",
    message: `There ${available === 1 ? "is" : "are"} only ${available} of ${name} in stock.`,
    lineId: id,
  };
}

/** What was seen in another currency is no price of this cart. */
function priceWarning({ id, title, price, seenPrice }: LineToWarnOf): CartWarning | undefined {
  if (!price || price.currency !== seenPrice?.currency || price.amount === seenPrice.amount) return undefined;
  return {
    code: "PRICE_CHANGED",
    message: `The price of ${title ?? "an item of the cart"} is ${price.amount < seenPrice.amount ? "lower" : "higher"} now.`,
    lineId: id,
    oldUnitPrice: seenPrice,
    newUnitPrice: price,
  };
}
