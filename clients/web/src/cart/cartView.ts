import type { CartContentFragment, PictureFragment } from "../graph/generated/operations.ts";
import type { Money } from "../locale/format.ts";

/** A cart as the browser has it. A guest's cart is the right to itself, so its id is not among it. */
export interface CartView {
  /** Tells this cart from others: a customer's cart id, or a digest of a guest's. */
  readonly key: string;
  /** A customer's cart id, which changes name; null for a guest, whose is in the cookie. */
  readonly id: string | null;
  readonly version: number;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly CartLineView[];
  readonly savedLines: readonly SavedLineView[];
  /** Null while prices cannot be had. */
  readonly subtotal: Money | null;
  readonly discount: Money | null;
  readonly total: Money | null;
  readonly codes: readonly CodeView[];
}

export interface CartLineView extends SavedLineView {
  readonly picture: PictureFragment | null;
  readonly discount: Money | null;
  readonly total: Money | null;
  readonly warnings: readonly LineWarning[];
}

export interface SavedLineView {
  readonly id: string;
  readonly quantity: number;
  /** Null when it is gone from the catalogue. */
  readonly variantId: string | null;
  /** The product's; null when it is gone from the catalogue. */
  readonly title: string | null;
  /** The values of its options, such as Red / M; null where the product has none. */
  readonly variant: string | null;
  /** Its page, with this variant chosen. */
  readonly path: string | null;
  /** For one piece; null when it cannot be bought. */
  readonly unitPrice: Money | null;
}

/** What stands in the way of a line, or should be known of it. */
export type LineWarning =
  | { readonly kind: "few-left"; readonly available: number }
  | { readonly kind: "out-of-stock" }
  | { readonly kind: "gone" }
  | { readonly kind: "price-changed"; readonly before: Money; readonly now: Money };

export interface CodeView {
  readonly code: string;
  /** Why it gives nothing at the moment; null while it does. */
  readonly objection: string | null;
}

/**
 * The cart as the browser is to have it. `orderedVersion`: an order of this version was confirmed, so its lines are about
 * to be taken out of it and are not shown any more.
 */
export function viewOfCart(
  cart: CartContentFragment,
  { key, id, orderedVersion }: Pick<CartView, "key" | "id"> & { readonly orderedVersion: number | null },
): CartView {
  const { version, pricesIncludeTax, savedLines, codesWithoutEffect, discountCodes } = cart;
  const shared = { key, id, version, pricesIncludeTax, savedLines: savedLines.map(savedLineOf) };
  if (orderedVersion === version) {
    return { ...shared, lines: [], codes: [], subtotal: null, discount: null, total: null };
  }
  const reasons = new Map((codesWithoutEffect ?? []).map(({ code, reason }) => [code.toUpperCase(), reason]));
  return {
    ...shared,
    lines: cart.lines.map((line) => lineOf(line, cart)),
    codes: discountCodes.map((code) => ({ code, objection: reasons.get(code.toUpperCase()) ?? null })),
    subtotal: cart.subtotal,
    discount: cart.discount,
    total: cart.total,
  };
}

/** How many pieces are in a cart. */
export function piecesIn(cart: Pick<CartView, "lines"> | null): number {
  return cart?.lines.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;
}

type Line = CartContentFragment["lines"][number];

function lineOf(line: Line, cart: CartContentFragment): CartLineView {
  const { variant, discount, total } = line;
  const warnings = cart.warnings.filter(({ lineId }) => lineId === line.id);
  return {
    ...savedLineOf(line),
    picture: variant?.media[0] ?? variant?.product.media[0] ?? null,
    discount,
    total,
    warnings: warnings.flatMap((warning) => warningOf(warning, variant)),
  };
}

function savedLineOf(
  line: Pick<Line, "id" | "quantity" | "unitPrice"> & { readonly variant: SavedVariant | null },
): SavedLineView {
  const { id, quantity, variant, unitPrice } = line;
  return {
    id,
    quantity,
    variantId: variant?.id ?? null,
    title: variant?.product.title ?? null,
    variant: variant && variant.options.length > 0 ? variant.options.map(({ value }) => value).join(" / ") : null,
    path: variant ? pathOf(variant) : null,
    unitPrice,
  };
}

type SavedVariant = NonNullable<CartContentFragment["savedLines"][number]["variant"]>;

function pathOf({ product, options }: SavedVariant): string {
  const chosen = new URLSearchParams(options.map(({ name, value }) => [name, value])).toString();
  return `/products/${encodeURIComponent(product.slug)}${chosen && `?${chosen}`}`;
}

function warningOf(warning: CartContentFragment["warnings"][number], variant: Line["variant"]): LineWarning[] {
  const { code, oldUnitPrice: before, newUnitPrice: now } = warning;
  switch (code) {
    case "OUT_OF_STOCK":
      return [{ kind: "out-of-stock" }];
    case "INSUFFICIENT_STOCK":
      return [{ kind: "few-left", available: variant?.availability?.quantity ?? 0 }];
    case "LINE_UNAVAILABLE":
      return [{ kind: "gone" }];
    case "PRICE_CHANGED":
      return before && now ? [{ kind: "price-changed", before, now }] : [];
    default:
      return [];
  }
}
