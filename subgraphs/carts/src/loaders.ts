import type { Money } from "@angidi/money";
import { ServiceUnavailable } from "@angidi/service-client";
import { groupsOf, type Identity, userIdOf } from "@angidi/subgraph";
import DataLoader from "dataloader";
import type { Ports } from "./context.ts";
import type { PromotionForCustomer } from "./data/promotionStore.ts";
import type { Cart } from "./domain/cart.ts";
import type { CartWarning } from "./domain/warnings.ts";
import { type QuotedVariants, quotedVariants } from "./quotedVariants.ts";
import { findCarts } from "./usecases/findCart.ts";
import { type CartPrices, type PricingPorts, priceCart, priceIn } from "./usecases/priceCart.ts";
import { promotionsOfCart } from "./usecases/promotionsOfCart.ts";
import { warningsAbout } from "./usecases/warningsAbout.ts";

/** What one request reads at most once. */
export interface Loaders extends PricingPorts, Pick<QuotedVariants, "market"> {
  /** What the catalogue says at the prices of other customer groups than those of whoever asks. */
  readonly quotedFor: (groups: readonly string[]) => QuotedVariants;
  /** The cart that an id leads to, if the caller may use it. */
  readonly cartById: (id: string) => Promise<Cart | null>;
  readonly cartByCustomer: (customerId: string) => Promise<Cart | null>;
  readonly prices: (cart: Cart) => Promise<CartPrices | null>;
  /** For one piece of a variant; null when it cannot be bought in the cart, or while prices cannot be had. */
  readonly unitPrice: (cart: Cart, variantId: string) => Promise<Money | null>;
  readonly warnings: (cart: Cart) => Promise<CartWarning[]>;
}

export function createLoaders(ports: Ports, identity: Identity): Loaders {
  const userId = userIdOf(identity.caller);
  const carts = new DataLoader((ids: readonly string[]) => findCarts(ports, ids, userId));
  const ownCarts = new DataLoader((ids: readonly string[]) => ports.carts.ofCustomers(ids));
  const groups = groupsOf(identity.caller);
  const quotedFor = (of: readonly string[]) => quotedVariants(ports.catalog, of, identity);
  const { variants, market } = quotedFor(groups);
  const pricing: PricingPorts = {
    now: ports.now,
    variants,
    promotionsOf: oncePerCart((cart): Promise<PromotionForCustomer[]> => promotionsOfCart(ports, cart)),
    groups,
  };
  const prices = oncePerCart((cart) => nullWhenUnavailable(priceCart(pricing, cart)));
  const stock = (skus: readonly string[]) => nullWhenUnavailable(ports.inventory.stockForSkus(skus, identity));
  return {
    ...pricing,
    market,
    quotedFor,
    cartById: (id) => carts.load(id),
    cartByCustomer: (id) => ownCarts.load(id),
    prices,
    async unitPrice(cart, variantId) {
      const [variant] = (await nullWhenUnavailable(variants([variantId], cart.market))) ?? [];
      return variant ? priceIn(variant, cart.currency) : null;
    },
    warnings: oncePerCart((cart) => warningsAbout({ prices, stock }, cart)),
  };
}

/** A cart's fields each ask for its prices; by the object, since a change makes a new one. */
function oncePerCart<Value>(load: (cart: Cart) => Promise<Value>): (cart: Cart) => Promise<Value> {
  const loaded = new WeakMap<Cart, Promise<Value>>();
  return (cart) => {
    const known = loaded.get(cart);
    if (known) return known;
    const loading = load(cart);
    loaded.set(cart, loading);
    return loading;
  };
}

/** A cart can be shown without what another service knows. */
function nullWhenUnavailable<Value>(answer: Promise<Value>): Promise<Value | null> {
  return answer.catch((error: unknown) => {
    if (error instanceof ServiceUnavailable) return null;
    throw error;
  });
}
