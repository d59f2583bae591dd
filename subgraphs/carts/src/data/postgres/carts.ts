import { type Database, isId } from "@angidi/datastores";
import { type Cart, type CartContent, contentOf, isUnchanged } from "../../domain/cart.ts";
import { cartNotFound } from "../../domain/refusal.ts";
import type {
  CartChange,
  CartChangeRefusal,
  CartDecision,
  CartStore,
  LockedCarts,
  NewCart,
  QuotedFor,
  StoredCart,
} from "../cartStore.ts";
import {
  type CartRow,
  cartColumns,
  contentValues,
  newCartColumns,
  newCartValues,
  setContent,
  toCart,
} from "./cartRow.ts";
import { lockedCarts } from "./lockedCarts.ts";

/**
 * Carts on PostgreSQL. A change is one statement, which holds the version that was read against the one in the row.
 * Whoever loses that race waits for the row's lock instead of trying again and again, so everyone gets their turn.
 */
export function postgresCarts(database: Database): CartStore {
  const find: CartStore["find"] = async (ids) => (await findRows(database, ids)).map((found) => found?.cart ?? null);
  return {
    find,
    async findToOrder(ids, quoted) {
      return (await findRowsToOrder(database, ids, quoted)).map((found) => found?.cart ?? null);
    },
    ofCustomers: (customerIds) => rowsOfCustomers(database, customerIds),
    create: (cart) => createRow(database, cart),

    async change(cart, decide) {
      const decision = decide(cart);
      if (decision.kind !== "edited") return decision;
      const content = decision.content;
      if (isUnchanged(cart, content)) return { kind: "changed", cart };
      const changed = await compareAndSet(database, cart, content);
      if (changed) return { kind: "changed", cart: changed };
      return database.transaction((transaction) => changeLocked(lockedCarts(transaction), cart.id, decide));
    },

    transaction: (work) => database.transaction((transaction) => work(lockedCarts(transaction))),
  };
}

/** Decides about a cart as it stands, with everybody else waiting. */
export async function changeLocked<Refused extends CartChangeRefusal>(
  carts: LockedCarts,
  id: string,
  decide: (current: Cart) => CartDecision<Refused>,
): Promise<CartChange<Refused>> {
  const current = await carts.lock(id);
  if (!current || current.mergedInto) return cartNotFound();
  const decision = decide(current);
  if (decision.kind !== "edited") return decision;
  const content = contentOf(decision.content);
  if (isUnchanged(current, content)) return { kind: "changed", cart: current };
  const next = { ...current, ...content, version: current.version + 1 };
  await carts.save(next);
  return { kind: "changed", cart: next };
}

/** A cart's row, and whether the cart is in Redis and this row behind it. */
export interface FoundRow {
  readonly cart: StoredCart;
  readonly followsRedis: boolean;
}

/** The rows that ids lead to, in order. */
export async function findRows(database: Database, ids: readonly string[]): Promise<(FoundRow | null)[]> {
  const known = ids.filter(isId);
  if (known.length === 0) return ids.map(() => null);
  const rows = await database.query<CartRow & { asked_id: string; follows_redis: boolean }>(
    "carts.find",
    `SELECT asked.id AS asked_id, ${cartColumns("cart")}, cart.follows_redis
     FROM carts AS asked
     JOIN carts AS cart ON cart.id = COALESCE(asked.merged_into, asked.id)
     WHERE asked.id = ANY ($1::uuid[])`,
    [known],
  );
  const found = new Map(rows.map((row) => [row.asked_id, { cart: toCart(row), followsRedis: row.follows_redis }]));
  return ids.map((id) => found.get(id.toLowerCase()) ?? null);
}

/**
 * The same for an order. A guest's row notes the quote in the same statement: it waits for a login that merges the cart
 * just now, and then finds none. Such an id is looked up anew, since this statement's other half saw what was before.
 */
export async function findRowsToOrder(
  database: Database,
  ids: readonly string[],
  { at, email }: QuotedFor,
): Promise<(FoundRow | null)[]> {
  const known = [...new Set(ids.filter(isId).map((id) => id.toLowerCase()))];
  if (known.length === 0) return ids.map(() => null);
  const rows = await database.query<CartRow & { asked_id: string; follows_redis: boolean }>(
    "carts.findToOrder",
    `WITH quoted AS (
       UPDATE carts SET quotes = quotes + 1, quoted_at = $2, email = COALESCE($3, email)
       WHERE id = ANY ($1::uuid[]) AND customer_id IS NULL AND merged_into IS NULL
       RETURNING id AS asked_id, ${cartColumns("carts")}, follows_redis
     )
     SELECT * FROM quoted
     UNION ALL
     SELECT asked.id, ${cartColumns("cart")}, cart.follows_redis
     FROM carts AS asked
     JOIN carts AS cart ON cart.id = COALESCE(asked.merged_into, asked.id)
     WHERE asked.id = ANY ($1::uuid[]) AND (asked.customer_id IS NOT NULL OR asked.merged_into IS NOT NULL)`,
    [known, at, email],
  );
  const found = new Map(rows.map((row) => [row.asked_id, { cart: toCart(row), followsRedis: row.follows_redis }]));
  const missing = known.filter((id) => !found.has(id));
  const later = missing.length > 0 ? await findRows(database, missing) : [];
  for (const [index, row] of later.entries()) if (row) found.set(missing[index]!, row);
  // A guest's row that came since has not noted its quote yet.
  const uncounted = missing.filter((id) => found.get(id)?.cart.customerId === null);
  if (uncounted.length > 0) {
    for (const [index, row] of (await findRowsToOrder(database, uncounted, { at, email })).entries()) {
      if (row) found.set(uncounted[index]!, row);
    }
  }
  return ids.map((id) => found.get(id.toLowerCase()) ?? null);
}

/** Customers' own carts, in order. */
export async function rowsOfCustomers(database: Database, customerIds: readonly string[]) {
  const rows = await database.query<CartRow>(
    "carts.ofCustomers",
    `SELECT ${cartColumns("carts")} FROM carts WHERE customer_id = ANY ($1::uuid[])`,
    [customerIds.filter(isId)],
  );
  const carts = new Map(rows.map((row) => [row.customer_id, toCart(row)]));
  return customerIds.map((id) => carts.get(id) ?? null);
}

/** A new cart's row, or null when the customer has a cart by now. */
export async function createRow(database: Database, cart: NewCart) {
  const [row] = await database.query<CartRow>(
    "carts.create",
    `INSERT INTO carts (${newCartColumns})
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (customer_id) DO NOTHING
     RETURNING ${cartColumns("carts")}`,
    newCartValues(cart),
  );
  return row ? toCart(row) : null;
}

/** The row with new content, or null when it is not of the version that was read any more. */
export async function compareAndSet(database: Database, cart: Cart, content: CartContent) {
  const [row] = await database.query<CartRow>(
    "carts.compareAndSet",
    `UPDATE carts
     SET ${setContent(3)}, version = version + 1, follows_redis = false, updated_at = now()
     WHERE id = $1 AND version = $2
     RETURNING ${cartColumns("carts")}`,
    [cart.id, cart.version, ...contentValues(content)],
  );
  return row ? toCart(row) : null;
}
