import type { TypedAddress } from "@angidi/contact";
import { money } from "@angidi/money";
import type { PromotionStore } from "../data/promotionStore.ts";
import type { CartMarket } from "../domain/cart.ts";
import { destinationOf } from "../domain/destination.ts";
import { type OrderedPieces, piecesOf, tooMuch } from "../domain/orderedPieces.ts";
import { priceCart } from "../domain/pricing.ts";
import { quote } from "../domain/quote.ts";
import {
  type CartEmpty,
  cartEmpty,
  type DestinationNotServed,
  destinationNotServed,
  type LineUnavailable,
  lineUnavailable,
  type ShippingMethodUnknown,
} from "../domain/refusal.ts";
import type { QuotedVariant } from "../services/catalog.ts";
import { merchandiseOf, type PricingPorts, priceIn } from "./priceCart.ts";
import type { PlacementTerms } from "./quotePlacement.ts";

export interface QuoteOrderPorts extends Pick<PricingPorts, "now" | "variants"> {
  readonly promotions: Pick<PromotionStore, "byIds">;
  /** What the catalogue says of a market; null when there is none of this code. */
  readonly market: (code: string) => Promise<CartMarket | null>;
}

export interface QuoteOrder {
  readonly buyerId: string;
  readonly customerId: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** Whose prices new pieces have, by its code; null: the shop's own list prices. */
  readonly market: string | null;
  readonly lines: readonly OrderedPieces[];
  /** Those that the order uses. */
  readonly promotionIds: readonly string[];
  readonly shippingAddress: TypedAddress;
  readonly shippingMethodId: string;
}

export type QuoteOrderResult =
  | PlacementTerms
  | CartEmpty
  | ShippingMethodUnknown
  | LineUnavailable
  | DestinationNotServed;

/**
 * The terms of an order with other lines: pieces that were in it keep their price, also when they are no longer sold, and
 * new ones cost what they cost now. The order's promotions are computed again for all of it.
 */
export async function quoteOrder(
  ports: QuoteOrderPorts,
  { buyerId, customerId, currency, market, lines, promotionIds, shippingAddress, shippingMethodId }: QuoteOrder,
): Promise<QuoteOrderResult> {
  if (lines.length === 0) return cartEmpty();
  const refused = tooMuch(lines);
  if (refused) return refused;
  const destination = destinationOf(shippingAddress);
  if (destination.kind !== "destination") return destinationNotServed();
  const [found, promotions] = await Promise.all([
    ports.variants(
      lines.map(({ variantId }) => variantId),
      market,
    ),
    ports.promotions.byIds(promotionIds, customerId),
  ]);

  const pieces = lines.flatMap((line, index) => piecesOf(line, priceOf(found[index], currency)));
  const variants = new Map(
    pieces.flatMap(({ id, lineId }) => {
      const variant = found[lines.findIndex((line) => line.lineId === lineId)];
      return variant ? [[id, variant] as const] : [];
    }),
  );
  const unavailable = pieces.find(({ id, unitPrice }) => unitPrice === null || !variants.has(id));
  if (unavailable) return lineUnavailable(variants.get(unavailable.id)?.product.title ?? null, "lines");

  const priced = priceCart(
    currency,
    pieces.map(({ id, quantity, unitPrice }) => {
      const variant = variants.get(id);
      return {
        id,
        quantity,
        unitPrice: unitPrice === null ? null : money(unitPrice, currency),
        merchandise: variant ? merchandiseOf(variant) : null,
      };
    }),
    promotions.map(({ promotion }) => promotion),
    { shopper: "order", now: ports.now() },
  );
  const taxIncluded = market !== null && ((await ports.market(market))?.pricesIncludeTax ?? false);
  const quoted = quote(priced, destination.destination, shippingMethodId, taxIncluded);
  if (quoted.kind !== "quoted") return quoted;
  return {
    kind: "quoted",
    cart: { id: "", buyerId, checkout: 0, version: 0, market, currency },
    lines: pieces.map(({ id, lineId }) => ({ id, lineId })),
    prices: { priced, variants },
    quote: quoted.quote,
  };
}

/** What a new piece costs, in minor units; null when it cannot be bought. */
function priceOf(variant: QuotedVariant | null | undefined, currency: string): number | null {
  return (variant && priceIn(variant, currency)?.amount) ?? null;
}
