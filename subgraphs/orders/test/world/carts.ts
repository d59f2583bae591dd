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
  restoreDiscountCodes(orderId: ID!): DiscountCodesRestored! @internal(services: ["orders"]) @inaccessible
}
input PlacementQuoteInput { cartId: ID! shippingAddress: AddressInput! shippingMethodId: ID! email: String }
input OrderQuoteInput {
  buyerId: ID! customerId: ID currency: String! market: String lines: [OrderQuoteLineInput!]! promotionIds: [ID!]!
  shippingAddress: AddressInput! shippingMethodId: ID!
}
input OrderQuoteLineInput { lineId: ID! variantId: ID! quantity: Int! keptQuantity: Int! keptUnitPrice: MinorUnits }
union PlacementQuoteResult = PlacementQuote | PlacementRefused
type PlacementQuote {
  cartId: ID! buyerId: ID! checkout: Int! currency: String! lines: [PlacementLine!]! subtotal: MinorUnits!
  discount: MinorUnits! shipping: MinorUnits! tax: MinorUnits! total: MinorUnits!
  shippingMethod: PlacementShippingMethod! redemptions: [PlacementRedemption!]!
}
type PlacementLine {
  cartLineId: ID! variantId: ID! productId: ID! sku: String! title: String! productTitle: String! quantity: Int!
  unitPrice: MinorUnits! discount: MinorUnits! total: MinorUnits! tax: MinorUnits!
}
type PlacementShippingMethod { id: ID! name: String! }
type PlacementRedemption { promotionId: ID! code: String! }
type PlacementRefused { reason: PlacementRefusalReason! message: String! path: [String!] }
enum PlacementRefusalReason {
  CART_NOT_FOUND CART_EMPTY CART_ALREADY_ORDERED SHIPPING_METHOD_UNKNOWN LINE_UNAVAILABLE DESTINATION_NOT_SERVED
}
input RedeemDiscountCodesInput { orderId: ID! buyerId: ID! email: String redemptions: [DiscountCodeRedemptionInput!]! }
input DiscountCodeRedemptionInput { promotionId: ID! }
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
  shipping: number;
}

export interface FakeCarts extends Neighbour {
  /** A cart with pieces of SKUs at 10.00 each, unless said otherwise. */
  newCart(
    lines: Record<string, number>,
    options?: { customerId?: string; unitPrice?: number; codes?: string[]; shipping?: number },
  ): FakeCart;
  /** What carts does on order.confirmed. */
  takeOrdered(cart: FakeCart): void;
  /** How often a code may be used; each takes a tenth off. */
  newCode(code: string, limit: number): void;
  /** The orders that use a code. */
  usesOf(code: string): string[];
  reprice(cart: FakeCart, unitPrice: number): void;
  /** What a piece of a SKU costs from now on, for those who add it to an order. */
  setPrice(sku: string, unitPrice: number): void;
}

interface OrderQuoteInput {
  readonly buyerId: string;
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

export function fakeCarts(signingKey: string): FakeCarts {
  const carts = new Map<string, FakeCart>();
  const codes = new Map<string, { limit: number; uses: Set<string> }>();
  const restored = new Set<string>();
  const prices = new Map<string, number>();

  function quote({ cartId, shippingMethodId }: { cartId: string; shippingMethodId: string }, userId: string | null) {
    const cart = carts.get(cartId);
    const refused = (reason: string) => ({ __typename: "PlacementRefused", reason, message: reason, path: ["cartId"] });
    if (!cart || (cart.customerId !== null && cart.customerId !== userId)) return refused("CART_NOT_FOUND");
    if (cart.lines.length === 0) return refused(cart.checkout > 1 ? "CART_ALREADY_ORDERED" : "CART_EMPTY");
    if (shippingMethodId !== "standard") return refused("SHIPPING_METHOD_UNKNOWN");

    const off = (line: CartLine) => Math.round((line.unitPrice * line.quantity * cart.codes.length) / 10);
    const lines = cart.lines.map((line) => ({
      cartLineId: line.id,
      variantId: line.variantId,
      productId: `product of ${line.sku}`,
      sku: line.sku,
      title: line.title,
      productTitle: `Product ${line.sku}`,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discount: off(line),
      total: line.unitPrice * line.quantity - off(line),
      tax: line.unitPrice === 0 ? 0 : taxPerPiece * line.quantity,
    }));
    const sum = (field: "discount" | "total" | "tax") => lines.reduce((total, line) => total + line[field], 0);
    return {
      __typename: "PlacementQuote",
      cartId,
      buyerId: cart.buyerId,
      checkout: cart.checkout,
      currency: "USD",
      lines,
      subtotal: sum("total") + sum("discount"),
      discount: sum("discount"),
      shipping: cart.shipping,
      tax: sum("tax"),
      total: sum("total") + cart.shipping + sum("tax"),
      shippingMethod: { id: "standard", name: "Standard" },
      redemptions: cart.codes.map((code) => ({ promotionId: `promotion ${code}`, code })),
    };
  }

  /** A variant costs what was said, or what it cost in the order; each code still takes a tenth off. */
  function quoteOrder(input: OrderQuoteInput) {
    const refused = (reason: string) => ({ __typename: "PlacementRefused", reason, message: reason, path: null });
    if (!(input.shippingMethodId in shippingPrices)) return refused("SHIPPING_METHOD_UNKNOWN");
    if (input.lines.some(({ variantId }) => !variantId.startsWith("variant of "))) return refused("LINE_UNAVAILABLE");
    const lines = input.lines.flatMap(({ lineId, variantId, quantity, keptQuantity, keptUnitPrice }) => {
      const sku = variantId.replace("variant of ", "");
      const price = prices.get(sku) ?? 1_000;
      const kept = Math.min(quantity, keptQuantity);
      const parts =
        keptUnitPrice === price
          ? [{ quantity, unitPrice: price }]
          : [
              { quantity: kept, unitPrice: keptUnitPrice ?? price },
              { quantity: quantity - kept, unitPrice: price },
            ];
      return parts
        .filter((part) => part.quantity > 0)
        .map((part) => {
          const full = part.unitPrice * part.quantity;
          const discount = Math.round((full * input.promotionIds.length) / 10);
          return {
            ...{ cartLineId: lineId, variantId, productId: `product of ${sku}`, sku, title: `Product ${sku}` },
            ...{ productTitle: `Product ${sku}`, ...part, discount, total: full - discount },
            tax: part.unitPrice === 0 ? 0 : taxPerPiece * part.quantity,
          };
        });
    });
    const sum = (field: "discount" | "total" | "tax") => lines.reduce((total, line) => total + line[field], 0);
    const shipping = shippingPrices[input.shippingMethodId]!;
    return {
      __typename: "PlacementQuote",
      ...{ cartId: "", buyerId: input.buyerId, checkout: 0, currency: "USD", lines },
      ...{ subtotal: sum("total") + sum("discount"), discount: sum("discount"), shipping, tax: sum("tax") },
      total: sum("total") + shipping + sum("tax"),
      shippingMethod: {
        id: input.shippingMethodId,
        name: input.shippingMethodId === "standard" ? "Standard" : "Express",
      },
      redemptions: input.promotionIds.map((promotionId) => ({
        ...{ promotionId, code: promotionId.replace("promotion ", "") },
      })),
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

  type WithCaller = { caller: { onBehalfOf: { userId?: string } } };
  const resolvers = {
    Query: {
      placementQuote: (_: unknown, { input }: { input: Parameters<typeof quote>[0] }, { caller }: WithCaller) =>
        quote(input, caller.onBehalfOf.userId ?? null),
      orderQuote: (_: unknown, { input }: { input: OrderQuoteInput }) => quoteOrder(input),
    },
    Mutation: {
      redeemDiscountCodes: (_: unknown, { input }: { input: Parameters<typeof redeem>[0] }) => redeem(input),
      restoreDiscountCodes: (_: unknown, { orderId }: { orderId: string }) => {
        restored.add(orderId);
        for (const { uses } of codes.values()) uses.delete(orderId);
        return { orderId };
      },
    },
  };

  return {
    ...neighbour("carts", sdl, resolvers, signingKey),
    newCart(lines, { customerId, unitPrice = 1_000, codes: entered = [], shipping = 500 } = {}) {
      const cart: FakeCart = {
        id: newCapability(),
        buyerId: customerId ?? newCapability(),
        customerId: customerId ?? null,
        checkout: 1,
        codes: entered,
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
    newCode: (code, limit) => void codes.set(code, { limit, uses: new Set() }),
    usesOf: (code) => [...(codes.get(code)?.uses ?? [])],
    setPrice: (sku, unitPrice) => void prices.set(sku, unitPrice),
    reprice(cart, unitPrice) {
      cart.lines = cart.lines.map((line) => ({ ...line, unitPrice }));
    },
  };
}
