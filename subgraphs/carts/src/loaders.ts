import { ServiceUnavailable } from "@angidi/service-client";
import { groupsOf, type Identity, userIdOf } from "@angidi/subgraph";
import DataLoader from "dataloader";
import type { Ports } from "./context.ts";
import type { PromotionForCustomer } from "./data/promotionStore.ts";
import type { Cart } from "./domain/cart.ts";
import type { QuotedVariant } from "./services/catalog.ts";
import { findCarts } from "./usecases/findCart.ts";
import { type CartPrices, type PricingPorts, priceCart } from "./usecases/priceCart.ts";
import { promotionsOfCart } from "./usecases/promotionsOfCart.ts";

/** What one request reads at most once. */
export interface Loaders extends PricingPorts {
  /** The cart that an id leads to, if the caller may use it. */
  readonly cartById: (id: string) => Promise<Cart | null>;
  readonly cartByCustomer: (customerId: string) => Promise<Cart | null>;
  readonly prices: (cart: Cart) => Promise<CartPrices | null>;
  readonly stock: (skus: readonly string[]) => Promise<ReadonlyMap<string, number | null> | null>;
}

export function createLoaders(ports: Ports, identity: Identity): Loaders {
  const userId = userIdOf(identity.caller);
  const carts = new DataLoader((ids: readonly string[]) => findCarts(ports, ids, userId));
  const ownCarts = new DataLoader((ids: readonly string[]) => ports.carts.ofCustomers(ids));
  const variants = new DataLoader(
    (ids: readonly string[]): Promise<readonly (QuotedVariant | null)[]> =>
      ports.catalog.variantsForQuote(ids, identity),
  );
  const pricing: PricingPorts = {
    now: ports.now,
    variants: (ids) => Promise.all(ids.map((id) => variants.load(id))),
    promotionsOf: oncePerCart((cart): Promise<PromotionForCustomer[]> => promotionsOfCart(ports, cart)),
    groups: groupsOf(identity.caller),
  };
  return {
    ...pricing,
    cartById: (id) => carts.load(id),
    cartByCustomer: (id) => ownCarts.load(id),
    prices: oncePerCart((cart) => nullWhenUnavailable(priceCart(pricing, cart))),
    stock: (skus) => nullWhenUnavailable(ports.inventory.stockForSkus(skus, identity)),
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
