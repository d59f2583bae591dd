import type { Cart, CartContent, CartVersionConflict } from "../domain/cart.ts";
import type {
  CartInOtherMarket,
  CartLineNotFound,
  CartNotFound,
  DiscountCodeNotApplicable,
  InvalidInput,
} from "../domain/refusal.ts";

/** What a change of a cart can be refused for. */
export type CartChangeRefusal =
  | InvalidInput
  | CartLineNotFound
  | CartVersionConflict
  | CartInOtherMarket
  | DiscountCodeNotApplicable;

/** What becomes of a cart: new content, or a reason why nothing does. */
export type CartDecision<Refused extends CartChangeRefusal> =
  | { readonly kind: "edited"; readonly content: CartContent }
  | Refused;

export type CartChange<Refused extends CartChangeRefusal> =
  | { readonly kind: "changed"; readonly cart: Cart }
  | CartNotFound
  | Refused;

/** Where carts are kept. Ids that no cart can have are given like those of carts that are not there. */
export interface CartStore {
  /** The carts that ids lead to, in order: a guest's id that was adopted leads to the customer's cart. */
  find(ids: readonly string[]): Promise<(Cart | null)[]>;
  /**
   * The same for an order of them: as they are at this moment, and kept from then on where the order's events will find
   * them. Of a guest's it is noted that it was quoted, so that a login lets the order go first. The others may give a copy that is a second old while something is wrong with the store's fast half.
   */
  findToOrder(ids: readonly string[], quoted: QuotedFor): Promise<(Cart | null)[]>;
  /** Customers' own carts, in order. */
  ofCustomers(customerIds: readonly string[]): Promise<(Cart | null)[]>;
  /** Keeps a new cart and gives it, or null when the customer has one by now. */
  create(cart: NewCart): Promise<Cart | null>;
  /**
   * Changes a cart that was read. `decide` is asked about it, and again about the cart as it stands if someone else
   * changed it meanwhile: no change is ever lost. Content that is decided to stay the same makes no new version.
   */
  change<Refused extends CartChangeRefusal>(
    cart: Cart,
    decide: (current: Cart) => CartDecision<Refused>,
  ): Promise<CartChange<Refused>>;
  /** For what concerns more than one cart, or more of one than its content. */
  transaction<Result>(work: (carts: LockedCarts) => Promise<Result>): Promise<Result>;
}

/** When carts are quoted for an order, and where a guest can be reached. */
export interface QuotedFor {
  readonly at: Date;
  readonly email: string | null;
}

export type NewCart = Omit<Cart, "version" | "checkout" | "orderedVersion">;

/** A cart's row, which may be that of a guest's cart that lives on in another. */
export interface StoredCart extends Cart {
  readonly mergedInto: string | null;
}

/** Carts within a transaction, each nobody else's until its end. A guest's cart is locked before a customer's. */
export interface LockedCarts {
  /** The cart of exactly this id. */
  lock(id: string): Promise<StoredCart | null>;
  /** The customer's own cart, which is made of `otherwise` if there is none. */
  lockOwn(otherwise: NewCart & { readonly customerId: string }): Promise<StoredCart>;
  /**
   * Writes all that can change of a locked cart. Tells who waits for a guest's cart: with the next checkout there is
   * nothing more to wait for.
   */
  save(cart: StoredCart): Promise<{ readonly adopterId: string | null }>;
  /** Whether an order of a locked guest's cart may be under way. */
  claimOf(id: string): Promise<CartClaim>;
  /** Lets a customer take a locked guest's cart over later: it is looked at again at that time. */
  awaitAdoption(id: string, adopterId: string, dueAt: Date): Promise<void>;
}

/** What stands between a guest's cart and a customer who takes it over. */
export interface CartClaim {
  /** How often it was quoted for an order of its present checkout. */
  readonly quotes: number;
  /** When that was done last. */
  readonly quotedAt: Date | null;
  /** Who waits for it already. */
  readonly adopterId: string | null;
}
