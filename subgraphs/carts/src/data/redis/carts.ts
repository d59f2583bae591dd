import type { Database } from "@angidi/datastores";
import { type Cart, isUnchanged } from "../../domain/cart.ts";
import type { CartChange, CartChangeRefusal, CartDecision, CartStore, StoredCart } from "../cartStore.ts";
import { changeLocked, compareAndSet, createRow } from "../postgres/carts.ts";
import { type CartEntries, nextVersion } from "./cartEntries.ts";
import type { Followers } from "./followers.ts";
import { type LookUp, openLookUp } from "./lookUp.ts";
import type { Rows } from "./rows.ts";
import type { Standing } from "./standing.ts";

export interface RedisCartsParts {
  readonly database: Database;
  readonly entries: CartEntries;
  readonly standing: Standing;
  readonly followers: Followers;
  readonly rows: Rows;
}

/** How often a change that others are always faster than is tried in Redis. */
const mostAttempts = 20;

/**
 * Carts on PostgreSQL with Redis in front. A customer's cart is its row; Redis has copies, for reading. A guest's cart is
 * open in Redis and its row follows, until something needs the row: then that is the cart, for good.
 */
export function redisCarts(parts: RedisCartsParts): CartStore {
  const { database, entries, standing, followers, rows } = parts;
  const lookUp = openLookUp(parts);
  const changeOpen = changerOfOpenCarts(parts, lookUp);

  async function changeRow<Refused extends CartChangeRefusal>(
    epoch: number | null,
    cart: Cart,
    decide: (current: Cart) => CartDecision<Refused>,
  ): Promise<CartChange<Refused>> {
    const origin = lookUp.originOf(cart);
    if (origin === "open") {
      return rows.transaction((carts) =>
        changeLocked({ ...carts, lock: (id) => carts.lock(id, cart as StoredCart) }, cart.id, decide),
      );
    }
    const decision = decide(cart);
    if (decision.kind === "edited" && !isUnchanged(cart, decision.content)) {
      const changed = await compareAndSet(database, cart, decision.content);
      if (changed) {
        await rows.publish(epoch, [{ cart: changed }]);
        return { kind: "changed", cart: changed };
      }
    } else if (origin !== "copy") {
      return decision.kind === "edited" ? { kind: "changed", cart } : decision;
    }
    // A copy may be old: nothing is refused for what it says, nor passed over as done.
    return rows.transaction((carts) => changeLocked(carts, cart.id, decide));
  }

  return {
    find: lookUp.find,
    findToOrder: lookUp.findToOrder,
    ofCustomers: lookUp.ofCustomers,

    async create(cart) {
      const epoch = await standing.epoch();
      if (cart.customerId === null) {
        const open = { ...cart, version: 1, checkout: 1, orderedVersion: null, mergedInto: null };
        const created = await standing.attempt(epoch, (at) => entries.create(at, open));
        if (created?.isCreated) {
          followers.add(open);
          return lookUp.given(open, "open");
        }
      }
      const row = await createRow(database, cart);
      if (row) await rows.publish(epoch, [{ cart: row }]);
      return row;
    },

    async change(cart, decide) {
      const epoch = await standing.epoch();
      const isOpen = epoch !== null && lookUp.originOf(cart) === "open";
      const changed = isOpen ? await changeOpen(epoch, cart as StoredCart, decide) : null;
      return changed ?? changeRow(epoch, cart, decide);
    },

    transaction: (work) => rows.transaction(work),
  };
}

/** Changes open carts in Redis; gives null when that is not where this one is changed (any more). */
function changerOfOpenCarts({ entries, standing, followers }: RedisCartsParts, lookUp: LookUp) {
  return async <Refused extends CartChangeRefusal>(
    epoch: number,
    cart: StoredCart,
    decide: (current: Cart) => CartDecision<Refused>,
  ): Promise<CartChange<Refused> | null> => {
    let current = cart;
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const decision = decide(current);
      if (decision.kind !== "edited") return decision;
      if (isUnchanged(current, decision.content)) return { kind: "changed", cart: current };
      const next = nextVersion(current, decision.content);
      const change = await standing.attempt(epoch, (at) => entries.change(at, next));
      if (change?.kind === "done") {
        followers.add(next);
        return { kind: "changed", cart: lookUp.given(next, "open") };
      }
      if (change?.kind === "changed") current = lookUp.given(change.cart, "open");
      else if (change?.kind !== "unsure" || (await lookUp.renew(epoch, [current])).length === 0) return null;
    }
    return null; // at its row there is a queue, in which everyone gets their turn
  };
}
