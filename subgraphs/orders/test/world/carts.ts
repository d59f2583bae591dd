import { randomUUID } from "node:crypto";
import { newCapability } from "@angidi/datastores";
import { type Neighbour, neighbour } from "./neighbour.ts";

const sdl = `
type Query {
  placementQuote(input: PlacementQuoteInput!): PlacementQuoteResult! @internal(services: ["orders"]) @inaccessible
  orderQuote(input: OrderQuoteInput!): PlacementQuoteResult! @internal(services: ["orders"]) @inaccessible
}
type Mutation {
  redeemDiscountCodes(input: RedeemDiscountCodesInput!): RedeemDiscountCodesResult! @internal(services: ["orders"]) @inaccessible
  changeRedemptions(input: ChangeRedemptionsInput!): RedeemDiscountCodesResult! @internal(services: ["orders"]) @inaccessible
  restoreDiscountCodes(orderId: ID!): DiscountCodesRestored! @internal(services: ["orders"]) @inaccessible
}
input PlacementQuoteInput { cartId: ID! shippingAddress: AddressInput! shippingMethodId: ID! email: String }
input OrderQuoteInput {
  buyerId: ID! customerId: ID currency: String! market: String customerGroups: [String!]! lines: [OrderQuoteLineInput!]! promotionIds: [ID!]!
  shippingAddress: AddressInput! shippingMethodId: ID!
}
input OrderQuoteLineInput { lineId: ID! variantId: ID! quantity: Int! keptQuantity: Int! keptUnitPrice: MinorUnits }
union PlacementQuoteResult = PlacementQuote | PlacementRefused
type PlacementQuote {
  cartId: ID! buyerId: ID! checkout: Int! market: String currency: String! lines: [PlacementLine!]!
  subtotal: MinorUnits! discount: MinorUnits! shipping: MinorUnits! shippingDiscounts: [PlacementDiscount!]!
  tax: MinorUnits! shippingTaxes: [PlacementTax!]! taxIncluded: Boolean! total: MinorUnits!
  shippingMethod: PlacementShippingMethod! redemptions: [PlacementRedemption!]!
}
type PlacementLine {
  cartLineId: ID! variantId: ID! productId: ID! sku: String! title: String! productTitle: String! quantity: Int!
  unitPrice: MinorUnits! discount: MinorUnits! discounts: [PlacementDiscount!]! total: MinorUnits! tax: MinorUnits!
  taxes: [PlacementTax!]!
}
type PlacementDiscount { promotionId: ID! name: String! code: String amount: MinorUnits! }
type PlacementTax { name: String! ratePercent: String! amount: MinorUnits! included: Boolean! }
type PlacementShippingMethod { id: ID! name: String! }
type PlacementRedemption { promotionId: ID! code: String! }
type PlacementRefused { reason: PlacementRefusalReason! message: String! path: [String!] }
enum PlacementRefusalReason {
  CART_NOT_FOUND CART_EMPTY CART_ALREADY_ORDERED SHIPPING_METHOD_UNKNOWN LINE_UNAVAILABLE DESTINATION_NOT_SERVED
}
input RedeemDiscountCodesInput {
  orderId: ID! buyerId: ID! customerId: ID email: String redemptions: [DiscountCodeRedemptionInput!]! }
input DiscountCodeRedemptionInput { promotionId: ID! }
input ChangeRedemptionsInput { orderId: ID! changeId: ID! promotionIds: [ID!]! }
union RedeemDiscountCodesResult = DiscountCodesRedeemed | DiscountCodesRefused
type DiscountCodesRedeemed { orderId: ID! }
type DiscountCodesRefused { code: String reason: DiscountCodesRefusalReason! }
enum DiscountCodesRefusalReason { UNKNOWN USED_UP USED_UP_BY_CUSTOMER RESTORED }
type DiscountCodesRestored { orderId: ID! }
`;

export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

export interface FakeCart {
  readonly id: string;
  readonly buyerId: string;
  /** The customer who owns it; null for a guest's. */
  readonly customerId: string | null;
  checkout: number;
  lines: CartLine[];
  codes: string[];
  /** Its prices hold their taxes; null: the shop's own prices, which do not. */
  market: string | null;
  shipping: number;
}

export interface FakeCarts extends Neighbour {
  /** A cart with pieces of SKUs at 10.00 each, unless said otherwise. */
  newCart(
    lines: Record<string, number>,
    options?: { customerId?: string; unitPrice?: number; codes?: string[]; market?: string; shipping?: number },
  ): FakeCart;
  /** What carts does on order.confirmed. */
  takeOrdered(cart: FakeCart): void;
  /** How often a code may be used; each takes a tenth off, of an edited order if that is worth `minimum`. */
  newCode(code: string, limit: number, minimum?: number): void;
  /** The orders that use a code. */
  usesOf(code: string): string[];
  reprice(cart: FakeCart, unitPrice: number): void;
  /** What a piece of a SKU costs from now on, for those who add it to an order of that market, or of that group's member. */
  setPrice(sku: string, unitPrice: number, market?: string): void;
  setGroupPrice(sku: string, unitPrice: number, group: string): void;
  /** Until it is said otherwise no order's promotions change. */
  refuseChanges(refused: boolean): void;
}

interface OrderQuoteInput {
  readonly buyerId: string;
  readonly market?: string | null;
  readonly customerGroups: readonly string[];
  readonly lines: readonly {
    readonly lineId: string;
    readonly variantId: string;
    readonly quantity: number;
    readonly keptQuantity: number;
    readonly keptUnitPrice: number | null;
  }[];
  readonly promotionIds: readonly string[];
  readonly shippingMethodId: string;
}

const shippingPrices: Readonly<Record<string, number>> = { standard: 500, express: 1_500 };

export const taxPerPiece = 70;
/** Of an order in a market, whose prices hold it. */
const shippingTax = 30;

/** What some pieces come to with the promotions of some codes, each of which takes a tenth off. */
function priced(pieces: { readonly quantity: number; readonly unitPrice: number }, used: string[], included: boolean) {
  const full = pieces.unitPrice * pieces.quantity;
  const upTo = (count: number) => Math.round((full * count) / 10);
  const tax = pieces.unitPrice === 0 ? 0 : taxPerPiece * pieces.quantity;
  return {
    ...pieces,
    discount: upTo(used.length),
    discounts: used.map((code, index) => ({
      ...{ promotionId: `promotion ${code}`, name: `A tenth by ${code}`, code, amount: upTo(index + 1) - upTo(index) },
    })),
    total: full - upTo(used.length),
    tax,
    taxes: tax === 0 ? [] : [{ name: "VAT", ratePercent: "7", amount: tax, included }],
  };
}

/** What lines come to, with the shipping. */
function summed(lines: readonly ReturnType<typeof priced>[], shipping: number, market: string | null) {
  const sum = (field: "discount" | "total" | "tax") => lines.reduce((total, line) => total + line[field], 0);
  const taxIncluded = market !== null;
  const ofShipping = taxIncluded && shipping > 0 ? shippingTax : 0;
  const tax = sum("tax") + ofShipping;
  return {
    ...{ market, currency: "USD", subtotal: sum("total") + sum("discount"), discount: sum("discount"), shipping, tax },
    ...{ taxIncluded, shippingDiscounts: [], total: sum("total") + shipping + (taxIncluded ? 0 : tax) },
    shippingTaxes: ofShipping === 0 ? [] : [{ name: "VAT", ratePercent: "7", amount: ofShipping, included: true }],
  };
}

export function fakeCarts(signingKey: string): FakeCarts {
  const carts = new Map<string, FakeCart>();
  const codes = new Map<string, { limit: number; minimum: number; uses: Set<string> }>();
  const changes = new Map<string, object>();
  let refusesChanges = false;
  const restored = new Set<string>();
  const prices = new Map<string, number>();

  function quote({ cartId, shippingMethodId }: { cartId: string; shippingMethodId: string }, userId: string | null) {
    const cart = carts.get(cartId);
    const refused = (reason: string) => ({ __typename: "PlacementRefused", reason, message: reason, path: ["cartId"] });
    if (!cart || (cart.customerId !== null && cart.customerId !== userId)) return refused("CART_NOT_FOUND");
    if (cart.lines.length === 0) return refused(cart.checkout > 1 ? "CART_ALREADY_ORDERED" : "CART_EMPTY");
    if (shippingMethodId !== "standard") return refused("SHIPPING_METHOD_UNKNOWN");

    const lines = cart.lines.map((line) => ({
      cartLineId: line.id,
      variantId: line.variantId,
      productId: `product of ${line.sku}`,
      sku: line.sku,
      title: line.title,
      productTitle: `Product ${line.sku}`,
      ...priced({ quantity: line.quantity, unitPrice: line.unitPrice }, cart.codes, cart.market !== null),
    }));
    return {
      __typename: "PlacementQuote",
      cartId,
      buyerId: cart.buyerId,
      checkout: cart.checkout,
      lines,
      ...summed(lines, cart.shipping, cart.market),
      shippingMethod: { id: "standard", name: "Standard" },
      redemptions: cart.codes.map((code) => ({ promotionId: `promotion ${code}`, code })),
    };
  }

  /** A variant costs what was said, or what it cost in the order; each code whose minimum is met takes a tenth off. */
  function quoteOrder(input: OrderQuoteInput) {
    const refused = (reason: string) => ({ __typename: "PlacementRefused", reason, message: reason, path: null });
    if (!(input.shippingMethodId in shippingPrices)) return refused("SHIPPING_METHOD_UNKNOWN");
    if (input.lines.some(({ variantId }) => !variantId.startsWith("variant of "))) return refused("LINE_UNAVAILABLE");
    const market = input.market ?? null;
    const pieces = input.lines.flatMap(({ lineId, variantId, quantity, keptQuantity, keptUnitPrice }) => {
      const sku = variantId.replace("variant of ", "");
      const [forGroup] = input.customerGroups.flatMap((group) => prices.get(`${group}: ${sku}`) ?? []);
      const price = forGroup ?? prices.get(`${market ?? ""} ${sku}`) ?? 1_000;
      const kept = Math.min(quantity, keptQuantity);
      const parts =
        keptUnitPrice === price
          ? [{ quantity, unitPrice: price }]
          : [
              { quantity: kept, unitPrice: keptUnitPrice ?? price },
              { quantity: quantity - kept, unitPrice: price },
            ];
      return parts.filter((part) => part.quantity > 0).map((part) => ({ ...part, lineId, variantId, sku }));
    });
    const worth = pieces.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
    const used = input.promotionIds
      .map((promotionId) => promotionId.replace("promotion ", ""))
      .filter((code) => worth >= (codes.get(code)?.minimum ?? 0));
    const lines = pieces.map(({ lineId, variantId, sku, quantity, unitPrice }) => ({
      ...{ cartLineId: lineId, variantId, productId: `product of ${sku}`, sku, title: `Product ${sku}` },
      ...{ productTitle: `Product ${sku}`, ...priced({ quantity, unitPrice }, used, market !== null) },
    }));
    return {
      __typename: "PlacementQuote",
      ...{ cartId: "", buyerId: input.buyerId, checkout: 0, lines },
      ...summed(lines, shippingPrices[input.shippingMethodId]!, market),
      shippingMethod: {
        id: input.shippingMethodId,
        name: input.shippingMethodId === "standard" ? "Standard" : "Express",
      },
      redemptions: used.map((code) => ({ promotionId: `promotion ${code}`, code })),
    };
  }

  function redeem({ orderId, redemptions }: { orderId: string; redemptions: { promotionId: string }[] }) {
    const refused = (code: string | null, reason: string) => ({ __typename: "DiscountCodesRefused", code, reason });
    if (restored.has(orderId)) return refused(null, "RESTORED");
    const wanted = redemptions.map(({ promotionId }) => promotionId.replace("promotion ", ""));
    for (const code of wanted) {
      const known = codes.get(code);
      if (!known) return refused(code, "UNKNOWN");
      if (!known.uses.has(orderId) && known.uses.size >= known.limit) return refused(code, "USED_UP");
    }
    for (const code of wanted) codes.get(code)!.uses.add(orderId);
    return { __typename: "DiscountCodesRedeemed", orderId };
  }

  /** The promotions that an order has from now on, once by the change's id. */
  function change({ orderId, changeId, promotionIds }: { orderId: string; changeId: string; promotionIds: string[] }) {
    const earlier = changes.get(`${orderId} ${changeId}`);
    if (earlier) return earlier;
    const wanted = promotionIds.map((promotionId) => promotionId.replace("promotion ", ""));
    if (refusesChanges) return { __typename: "DiscountCodesRefused", code: wanted[0] ?? null, reason: "UNKNOWN" };
    const added = wanted.find((code) => !codes.get(code)?.uses.has(orderId));
    if (added !== undefined) throw new Error(`An edit wants the code ${added} that its order did not have`);
    for (const [code, { uses }] of codes) if (!wanted.includes(code)) uses.delete(orderId);
    const changed = { __typename: "DiscountCodesRedeemed", orderId };
    changes.set(`${orderId} ${changeId}`, changed);
    return changed;
  }

  type WithCaller = { caller: { onBehalfOf: { userId?: string } } };
  const resolvers = {
    Query: {
      placementQuote: (_: unknown, { input }: { input: Parameters<typeof quote>[0] }, { caller }: WithCaller) =>
        quote(input, caller.onBehalfOf.userId ?? null),
      orderQuote: (_: unknown, { input }: { input: OrderQuoteInput }) => quoteOrder(input),
    },
    Mutation: {
      redeemDiscountCodes: (_: unknown, { input }: { input: Parameters<typeof redeem>[0] }) => redeem(input),
      changeRedemptions: (_: unknown, { input }: { input: Parameters<typeof change>[0] }) => change(input),
      restoreDiscountCodes: (_: unknown, { orderId }: { orderId: string }) => {
        restored.add(orderId);
        for (const { uses } of codes.values()) uses.delete(orderId);
        return { orderId };
      },
    },
  };

  return {
    ...neighbour("carts", sdl, resolvers, signingKey),
    newCart(lines, { customerId, unitPrice = 1_000, codes: entered = [], market, shipping = 500 } = {}) {
      const cart: FakeCart = {
        id: newCapability(),
        buyerId: customerId ?? newCapability(),
        customerId: customerId ?? null,
        checkout: 1,
        codes: entered,
        market: market ?? null,
        shipping,
        lines: Object.entries(lines).map(([sku, quantity]) => ({
          id: randomUUID(),
          variantId: `variant of ${sku}`,
          sku,
          title: `Product ${sku}`,
          quantity,
          unitPrice,
        })),
      };
      carts.set(cart.id, cart);
      return cart;
    },
    takeOrdered(cart) {
      cart.lines = [];
      cart.checkout += 1;
    },
    newCode: (code, limit, minimum = 0) => void codes.set(code, { limit, minimum, uses: new Set() }),
    usesOf: (code) => [...(codes.get(code)?.uses ?? [])],
    setPrice: (sku, unitPrice, market = "") => void prices.set(`${market} ${sku}`, unitPrice),
    setGroupPrice: (sku, unitPrice, group) => void prices.set(`${group}: ${sku}`, unitPrice),
    refuseChanges(refused) {
      refusesChanges = refused;
    },
    reprice(cart, unitPrice) {
      cart.lines = cart.lines.map((line) => ({ ...line, unitPrice }));
    },
  };
}
