import { type Database, isId } from "@angidi/datastores";
import type { Cart, CartContent } from "../domain/cart.ts";
import { cartNotFound } from "../domain/refusal.ts";
import { type CartRow, cartColumns, toCart } from "./cartRow.ts";
import type { CartStore, NewCart } from "./cartStore.ts";
import { lockedCarts } from "./lockedCarts.ts";

/**
 * Carts on PostgreSQL. A change is one statement, which holds the version that was read against the one in the row.
 * Whoever loses that race waits for the row's lock instead of trying again and again, so everyone gets their turn.
 */
export function postgresCarts(database: Database): CartStore {
  return {
    find: (ids) => find(database, ids),
    ofCustomers: (customerIds) => ofCustomers(database, customerIds),
    create: (cart) => create(database, cart),

    async change(cart, decide) {
      const decision = decide(cart);
      if (decision.kind !== "edited") return decision;
      const content = decision.content;
      if (isUnchanged(cart, content)) return { kind: "changed", cart };
      const changed = await compareAndSet(database, cart, content);
      if (changed) return { kind: "changed", cart: changed };

      return database.transaction(async (transaction) => {
        const carts = lockedCarts(transaction);
        const current = await carts.lock(cart.id);
        if (!current || current.mergedInto) return cartNotFound();
        const anew = decide(current);
        if (anew.kind !== "edited") return anew;
        const { lines, promotionIds } = anew.content;
        if (isUnchanged(current, { lines, promotionIds })) return { kind: "changed", cart: current };
        const next = { ...current, lines, promotionIds, version: current.version + 1 };
        await carts.save(next);
        return { kind: "changed", cart: next };
      });
    },

    transaction: (work) => database.transaction((transaction) => work(lockedCarts(transaction))),
  };
}

function isUnchanged(cart: Cart, content: CartContent): boolean {
  return content.lines === cart.lines && content.promotionIds === cart.promotionIds;
}

async function find(database: Database, ids: readonly string[]): Promise<(Cart | null)[]> {
  const known = ids.filter(isId);
  if (known.length === 0) return ids.map(() => null);
  const rows = await database.query<CartRow & { asked_id: string }>(
    "carts.find",
    `SELECT asked.id AS asked_id, ${cartColumns("cart")}
     FROM carts AS asked
     JOIN carts AS cart ON cart.id = COALESCE(asked.merged_into, asked.id)
     WHERE asked.id = ANY ($1::uuid[])`,
    [known],
  );
  const carts = new Map(rows.map((row) => [row.asked_id, toCart(row)]));
  return ids.map((id) => carts.get(id.toLowerCase()) ?? null);
}

async function ofCustomers(database: Database, customerIds: readonly string[]): Promise<(Cart | null)[]> {
  const rows = await database.query<CartRow>(
    "carts.ofCustomers",
    `SELECT ${cartColumns("carts")} FROM carts WHERE customer_id = ANY ($1::uuid[])`,
    [customerIds.filter(isId)],
  );
  const carts = new Map(rows.map((row) => [row.customer_id, toCart(row)]));
  return customerIds.map((id) => carts.get(id) ?? null);
}

async function create(database: Database, cart: NewCart): Promise<Cart | null> {
  const [row] = await database.query<CartRow>(
    "carts.create",
    `INSERT INTO carts (id, buyer_id, customer_id, currency, lines, promotion_ids)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (customer_id) DO NOTHING
     RETURNING ${cartColumns("carts")}`,
    [cart.id, cart.buyerId, cart.customerId, cart.currency, JSON.stringify(cart.lines), cart.promotionIds],
  );
  return row ? toCart(row) : null;
}

async function compareAndSet(database: Database, cart: Cart, { lines, promotionIds }: CartContent) {
  const [row] = await database.query<CartRow>(
    "carts.compareAndSet",
    `UPDATE carts SET lines = $3, promotion_ids = $4, version = version + 1, updated_at = now()
     WHERE id = $1 AND version = $2
     RETURNING ${cartColumns("carts")}`,
    [cart.id, cart.version, JSON.stringify(lines), promotionIds],
  );
  return row ? toCart(row) : null;
}
