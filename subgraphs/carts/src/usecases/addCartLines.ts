import type { CartStore } from "../data/cartStore.ts";
import { type Addition, addLines, type Cart, checkQuantities } from "../domain/cart.ts";
import {
  type CartNotFound,
  cartNotFound,
  type InvalidInput,
  type VariantNotFound,
  type VariantNotPurchasable,
  variantNotFound,
  variantNotPurchasable,
} from "../domain/refusal.ts";
import type { QuotedVariant } from "../services/catalog.ts";
import { findCart } from "./findCart.ts";
import { isSold } from "./priceCart.ts";

export interface AddCartLinesPorts {
  readonly carts: CartStore;
  readonly variants: (ids: readonly string[]) => Promise<readonly (QuotedVariant | null)[]>;
  readonly newId: () => string;
  /** 128 random bits. */
  readonly newCapability: () => string;
  /** Of new carts. */
  readonly currency: string;
}

export interface AddCartLines {
  readonly userId: string | null;
  /** Null: the customer's own cart, or a new one for a guest. */
  readonly cartId: string | null;
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
}

export type AddCartLinesResult =
  | { readonly kind: "changed"; readonly cart: Cart }
  | CartNotFound
  | VariantNotFound
  | VariantNotPurchasable
  | InvalidInput;

/** Adds pieces of variants to a cart, which is made if need be. */
export async function addCartLines(ports: AddCartLinesPorts, request: AddCartLines): Promise<AddCartLinesResult> {
  const invalid = checkQuantities(request.lines, 1);
  if (invalid) return invalid;
  const cart = await cartOf(ports, request);
  if (!cart && request.cartId !== null) return cartNotFound();

  const checked = await checkVariants(ports, request.lines, cart);
  if (checked.kind !== "additions") return checked;
  return cart ? addTo(ports, cart, checked.additions) : create(ports, request.userId, checked.additions);
}

async function cartOf(ports: AddCartLinesPorts, { userId, cartId }: AddCartLines): Promise<Cart | null> {
  if (cartId !== null) return findCart(ports, cartId, userId);
  if (userId === null) return null;
  const [own] = await ports.carts.ofCustomers([userId]);
  return own ?? null;
}

/** Asks the catalogue about the cart's other lines too: pricing the answer needs them, and one call serves both. */
async function checkVariants(
  ports: AddCartLinesPorts,
  lines: AddCartLines["lines"],
  cart: Cart | null,
): Promise<{ kind: "additions"; additions: Addition[] } | VariantNotFound | VariantNotPurchasable> {
  const others = cart?.lines.map((line) => line.variantId) ?? [];
  const variants = await ports.variants([...lines.map((line) => line.variantId), ...others]);
  const additions: Addition[] = [];
  for (const [index, { quantity }] of lines.entries()) {
    const variant = variants[index];
    if (!variant) return variantNotFound("lines", index, "variantId");
    if (!isSold(variant, cart?.currency ?? ports.currency)) {
      return variantNotPurchasable(variant.product.title, "lines", index, "variantId");
    }
    additions.push({ lineId: ports.newId(), variantId: variant.id, quantity });
  }
  return { kind: "additions", additions };
}

function addTo({ carts }: AddCartLinesPorts, cart: Cart, additions: readonly Addition[]) {
  return carts.change<InvalidInput>(cart, (current) => addLines(current, additions));
}

async function create(
  ports: AddCartLinesPorts,
  userId: string | null,
  additions: readonly Addition[],
): Promise<AddCartLinesResult> {
  const added = addLines({ lines: [], promotionIds: [] }, additions);
  if (added.kind !== "edited") return added;
  const created = await ports.carts.create({
    ...added.content,
    id: userId === null ? ports.newCapability() : ports.newId(),
    buyerId: userId ?? ports.newCapability(),
    customerId: userId,
    currency: ports.currency,
  });
  if (created) return { kind: "changed", cart: created };

  // Another request of this customer has made the cart meanwhile.
  const [own] = userId === null ? [] : await ports.carts.ofCustomers([userId]);
  return own ? addTo(ports, own, additions) : cartNotFound();
}
