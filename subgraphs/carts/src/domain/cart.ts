import type { Money } from "@angidi/money";
import {
  type CartLineNotFound,
  cartLineNotFound,
  type InvalidInput,
  invalidInput,
  type Refusal,
  refusal,
} from "./refusal.ts";

/** So many of one variant at most; whoever buys more asks for an offer. */
export const maximumQuantity = 999;
/** So many lines at most, since a cart is read, priced and written as a whole. */
export const maximumLines = 200;

/** Dearer things are not sold in carts: a full one, with as much again in tax, must stay an exact number. */
export const maximumUnitPrice = Math.floor(Number.MAX_SAFE_INTEGER / (2 * maximumQuantity * maximumLines));

/** A cart has at most one line per variant, and at most one saved line. */
export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  /** For one piece, when the line was added or the shopper took note of its price last; a change of it is warned of. */
  readonly seenPrice?: Money;
  /** Other lines that this one took in, the latest of them, newest last: an order placed before that names those. */
  readonly absorbed?: readonly string[];
}

/** Where a cart's prices come from. */
export interface CartMarket {
  /** The market's code in the catalogue; null: the shop's own list prices. */
  readonly market: string | null;
  /** ISO 4217. A market never has another. */
  readonly currency: string;
  /** Whether tax is a part of the prices, or comes on top of them. */
  readonly pricesIncludeTax: boolean;
}

/** What a shopper changes of a cart; each change of it is a new version. */
export interface CartContent extends CartMarket {
  readonly lines: readonly CartLine[];
  /** Saved for later: not priced with the cart, and not ordered. */
  readonly savedLines: readonly CartLine[];
  /** The promotions of the discount codes, in the order in which the codes were entered. */
  readonly promotionIds: readonly string[];
}

export interface Cart extends CartContent {
  /** A guest's is a capability of 128 random bits: whoever knows it may use the cart. */
  readonly id: string;
  /** Made with the cart and kept: the customer's user id, or random for a guest. */
  readonly buyerId: string;
  readonly customerId: string | null;
  readonly version: number;
  /** The how-many-th checkout of this cart the next order will be, from 1. */
  readonly checkout: number;
  /** The version that the last order left behind, null before the first. */
  readonly orderedVersion: number | null;
}

/** The content of a cart, without what is kept of it besides. */
export function contentOf(cart: CartContent): CartContent {
  const { lines, savedLines, promotionIds, market, currency, pricesIncludeTax } = cart;
  return { lines, savedLines, promotionIds, market, currency, pricesIncludeTax };
}

/** Whether content is what a cart has already: what stays as it is is passed on as it is. */
export function isUnchanged(cart: CartContent, content: CartContent): boolean {
  const { lines, savedLines, promotionIds, market, currency } = content;
  return (
    lines === cart.lines &&
    savedLines === cart.savedLines &&
    promotionIds === cart.promotionIds &&
    market === cart.market &&
    currency === cart.currency
  );
}

/** Whether a caller may see and change the cart. A guest's cart has no owner but the knowledge of its id. */
export function mayUse(cart: Cart, userId: string | null): boolean {
  return cart.customerId === null || cart.customerId === userId;
}

/** Whether the cart is empty because an order took its lines, and nothing has happened to it since. */
export function emptiedByOrder(cart: Cart): boolean {
  return cart.lines.length === 0 && cart.orderedVersion === cart.version;
}

export interface Addition {
  /** The id of the new line, if there is to be one. */
  readonly lineId: string;
  readonly variantId: string;
  readonly quantity: number;
  /** For one piece, as the shopper is shown it. */
  readonly seenPrice?: Money;
}

/** Checks the quantities that a client sent; a whole number is all that GraphQL's Int promises. */
export function checkQuantities(
  lines: readonly { readonly quantity: number }[],
  minimum: 0 | 1,
): InvalidInput | undefined {
  if (lines.length === 0) return invalidInput("Name at least one line.", "lines");
  if (lines.length > maximumLines) return invalidInput(`A cart holds at most ${maximumLines} lines.`, "lines");
  const wrong = lines.findIndex((line) => line.quantity < minimum || line.quantity > maximumQuantity);
  if (wrong < 0) return undefined;
  return invalidInput(`A quantity is from ${minimum} to ${maximumQuantity}.`, "lines", wrong, "quantity");
}

/**
 * The lines after the additions: a variant that the cart holds already gets more of it, a new one a line at the end. More
 * of a variant is no word on its price: what was seen of it first is what a change is told by.
 */
export function addLines(
  content: CartContent,
  additions: readonly Addition[],
): { kind: "edited"; content: CartContent } | InvalidInput {
  const lines = new Map(content.lines.map((line) => [line.variantId, line]));
  for (const [index, { lineId, variantId, quantity, seenPrice }] of additions.entries()) {
    const line = lines.get(variantId) ?? { id: lineId, variantId, quantity: 0, ...(seenPrice && { seenPrice }) };
    const together = line.quantity + quantity;
    if (together > maximumQuantity) {
      return invalidInput(`A cart holds at most ${maximumQuantity} of one item.`, "lines", index, "quantity");
    }
    lines.set(variantId, { ...line, quantity: together });
  }
  if (lines.size > maximumLines) return invalidInput(`A cart holds at most ${maximumLines} lines.`, "lines");
  return { kind: "edited", content: { ...content, lines: [...lines.values()] } };
}

/** The lines, saved ones too, with new quantities; quantity 0 removes a line. A line named twice gets the last quantity. */
export function setQuantities(
  content: CartContent,
  changes: readonly { readonly lineId: string; readonly quantity: number }[],
): { kind: "edited"; content: CartContent } | CartLineNotFound {
  const quantities = new Map<string, number>();
  const known = new Set([...content.lines, ...content.savedLines].map(({ id }) => id));
  for (const [index, { lineId, quantity }] of changes.entries()) {
    const id = lineId.toLowerCase();
    if (!known.has(id)) return cartLineNotFound("lines", index, "lineId");
    quantities.set(id, quantity);
  }
  const changed = (lines: readonly CartLine[]) =>
    lines.flatMap((line) => {
      const quantity = quantities.get(line.id) ?? line.quantity;
      return quantity > 0 ? [{ ...line, quantity }] : [];
    });
  const { lines, savedLines } = content;
  return { kind: "edited", content: { ...content, lines: changed(lines), savedLines: changed(savedLines) } };
}

/** The content with prices taken note of, as the shopper was shown them: only a change from these is warned of. */
export function acknowledgePrices(
  content: CartContent,
  shown: readonly { readonly lineId: string; readonly unitPrice: Money }[],
): { kind: "edited"; content: CartContent } | CartLineNotFound {
  const lines = new Map(content.lines.map((line) => [line.id, line]));
  for (const [index, { lineId, unitPrice }] of shown.entries()) {
    const line = lines.get(lineId.toLowerCase());
    if (!line) return cartLineNotFound("lines", index, "lineId");
    lines.set(line.id, { ...line, seenPrice: unitPrice });
  }
  return { kind: "edited", content: { ...content, lines: [...lines.values()] } };
}

export interface CartVersionConflict extends Refusal<"cart-version-conflict"> {
  readonly current: Cart;
}

export function cartVersionConflict(current: Cart): CartVersionConflict {
  return { ...refusal("cart-version-conflict", "The cart was changed meanwhile.", ["expectedVersion"]), current };
}
