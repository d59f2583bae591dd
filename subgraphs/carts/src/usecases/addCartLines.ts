import type { CartStore } from "../data/cartStore.ts";
import { type Addition, addLines, type Cart, type CartMarket, checkQuantities } from "../domain/cart.ts";
import { inMarket, shopMarket } from "../domain/market.ts";
import {
  type CartInOtherMarket,
  type CartNotFound,
  cartInOtherMarket,
  cartNotFound,
  type InvalidInput,
  type MarketUnknown,
  marketUnknown,
  type VariantNotFound,
  type VariantNotPurchasable,
  variantNotFound,
  variantNotPurchasable,
} from "../domain/refusal.ts";
import type { QuotedVariants } from "../quotedVariants.ts";
import { findCart } from "./findCart.ts";
import { priceIn } from "./priceCart.ts";

export interface AddCartLinesPorts {
  readonly carts: CartStore;
  readonly variants: QuotedVariants["variants"];
  readonly market: QuotedVariants["market"];
  readonly newId: () => string;
  /** 128 random bits. */
  readonly newCapability: () => string;
  /** Of new carts in no market. */
  readonly currency: string;
}

export interface AddCartLines {
  readonly userId: string | null;
  /** Null: the customer's own cart, or a new one for a guest. */
  readonly cartId: string | null;
  /** The market of a cart that has no lines yet, by its code; null: the cart's own, or the shop's list prices. */
  readonly market: string | null;
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
}

export type AddCartLinesResult =
  | { readonly kind: "changed"; readonly cart: Cart }
  | CartNotFound
  | CartInOtherMarket
  | MarketUnknown
  | VariantNotFound
  | VariantNotPurchasable
  | InvalidInput;

/** Adds pieces of variants to a cart, which is made if need be. */
export async function addCartLines(ports: AddCartLinesPorts, request: AddCartLines): Promise<AddCartLinesResult> {
  const invalid = checkQuantities(request.lines, 1);
  if (invalid) return invalid;
  const cart = await cartOf(ports, request);
  if (!cart && request.cartId !== null) return cartNotFound();

  const market = request.market ?? cart?.market ?? null;
  if (cart && cart.lines.length > 0 && cart.market !== market) return cartInOtherMarket();
  const checked = await checkVariants(ports, request.lines, cart, market);
  if (checked.kind !== "additions") return checked;
  return cart ? addTo(ports, cart, checked) : create(ports, request.userId, checked);
}

async function cartOf(ports: AddCartLinesPorts, { userId, cartId }: AddCartLines): Promise<Cart | null> {
  if (cartId !== null) return findCart(ports, cartId, userId);
  if (userId === null) return null;
  const [own] = await ports.carts.ofCustomers([userId]);
  return own ?? null;
}

interface Checked {
  readonly kind: "additions";
  readonly additions: readonly Addition[];
  readonly market: CartMarket;
}

/** Asks the catalogue about the cart's other lines too: pricing the answer needs them, and one call serves both. */
async function checkVariants(
  ports: AddCartLinesPorts,
  lines: AddCartLines["lines"],
  cart: Cart | null,
  code: string | null,
): Promise<Checked | MarketUnknown | VariantNotFound | VariantNotPurchasable> {
  const others = cart?.lines.map((line) => line.variantId) ?? [];
  const variants = await ports.variants([...lines.map((line) => line.variantId), ...others], code);
  const market = await marketOf(ports, cart, code);
  if (!market) return marketUnknown();
  const additions: Addition[] = [];
  for (const [index, { quantity }] of lines.entries()) {
    const variant = variants[index];
    if (!variant) return variantNotFound("lines", index, "variantId");
    const seenPrice = priceIn(variant, market.currency);
    if (!seenPrice) return variantNotPurchasable(variant.product.title, "lines", index, "variantId");
    additions.push({ lineId: ports.newId(), variantId: variant.id, quantity, seenPrice });
  }
  return { kind: "additions", additions, market };
}

/** What a cart knows of its market never changes; of another the call that brought the variants has told. */
async function marketOf(ports: AddCartLinesPorts, cart: Cart | null, code: string | null): Promise<CartMarket | null> {
  if (cart && cart.market === code) return cart;
  return code === null ? shopMarket(ports.currency) : ports.market(code);
}

function addTo({ carts }: AddCartLinesPorts, cart: Cart, { additions, market }: Checked) {
  return carts.change<InvalidInput | CartInOtherMarket>(cart, (current) => {
    if (current.market === market.market) return addLines(current, additions);
    if (current.lines.length > 0) return cartInOtherMarket();
    return addLines(inMarket(current, market, new Map()), additions);
  });
}

async function create(ports: AddCartLinesPorts, userId: string | null, checked: Checked): Promise<AddCartLinesResult> {
  const { market, currency, pricesIncludeTax } = checked.market;
  const empty = { lines: [], savedLines: [], promotionIds: [], market, currency, pricesIncludeTax };
  const added = addLines(empty, checked.additions);
  if (added.kind !== "edited") return added;
  const created = await ports.carts.create({
    ...added.content,
    id: userId === null ? ports.newCapability() : ports.newId(),
    buyerId: userId ?? ports.newCapability(),
    customerId: userId,
  });
  if (created) return { kind: "changed", cart: created };

  // Another request of this customer has made the cart meanwhile.
  const [own] = userId === null ? [] : await ports.carts.ofCustomers([userId]);
  return own ? addTo(ports, own, checked) : cartNotFound();
}
