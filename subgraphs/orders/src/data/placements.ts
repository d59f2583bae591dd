import { canonicalHash, type Database, type Transaction } from "@angidi/datastores";
import { outboxInsert, outboxValue, wakeRelay } from "@angidi/events";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import type { Actor } from "../domain/timeline.ts";
import { orderEvent } from "../events/orderEvent.ts";

/** Whose key it is, the key, and what was asked for with it. */
export interface PlacementKey {
  readonly caller: string;
  /** As whom they may have used it before: the guest who held the cart. */
  readonly formerly: string;
  readonly key: string;
  readonly input: unknown;
  /** Who it is, for the timeline. */
  readonly by: Actor;
}

/** What is known of a key. */
export type KnownKey =
  | { readonly kind: "new" }
  | { readonly kind: "repeat"; readonly orderId: string }
  | { readonly kind: "reused" };

export type Placed =
  | { readonly kind: "placed" }
  | Exclude<KnownKey, { kind: "new" }>
  /** Another order holds this checkout of the cart. */
  | { readonly kind: "cart-ordered" }
  /** Another order has this number: try again with another one. */
  | { readonly kind: "number-taken" };

/** The first step of the saga, with the idempotency of `placeOrder`. */
export interface Placements {
  /** What was placed with a key before. */
  find(key: Omit<PlacementKey, "by">): Promise<KnownKey>;
  /**
   * Writes a new order with its lines, the first entry of its timeline and its event, for a key that is claimed by
   * that; `also` goes into the same transaction. Waits for a parallel transaction with the same key or cart. Unless it
   * answers "placed" nothing was written.
   */
  place(order: Order, key: PlacementKey, also: (transaction: Transaction) => Promise<void>): Promise<Placed>;
}

const operation = "placeOrder";

/** The key, the order and all that belongs to it by one statement: what depends on the key's being new reads `claim`. */
const placeStatement = `
WITH claim AS (
  INSERT INTO idempotency_keys AS known (caller, operation, key, input_hash, result_id)
  VALUES ($1, '${operation}', $2, $3, $4)
  ON CONFLICT (caller, operation, key) DO UPDATE SET repeats = known.repeats + 1
  RETURNING repeats, input_hash, result_id
), placed AS (
  INSERT INTO orders (buyer_id, id, number, customer_id, cart_id, checkout, status, payment_status, currency, subtotal,
    discount, shipping, tax, total, email, shipping_address, shipping_method, payment_provider, payment_method,
    redemptions, placed_at, tax_included, shipping_discounts, shipping_taxes, shipping_method_id, market,
    customer_groups)
  SELECT o.*
  FROM claim, jsonb_to_record($5::jsonb) AS o ("buyerId" uuid, id uuid, number text, "customerId" uuid, "cartId" uuid,
    checkout integer, status text, "paymentStatus" text, currency text, subtotal bigint, discount bigint,
    shipping bigint, tax bigint, total bigint, email text, "shippingAddress" jsonb, "shippingMethod" text,
    "paymentProvider" text, "paymentMethod" text, redemptions jsonb, "placedAt" timestamptz,
    "taxIncluded" boolean, "shippingDiscounts" jsonb, "shippingTaxes" jsonb, "shippingMethodId" text,
    market text, "customerGroups" text[])
  WHERE claim.repeats = 0
  ON CONFLICT (buyer_id, cart_id, checkout) WHERE holds_cart DO NOTHING
  RETURNING buyer_id, id, number, sequence, status, placed_at
), lines AS (
  INSERT INTO order_lines (buyer_id, order_id, position, id, cart_line_id, variant_id, product_id, sku, title, quantity,
    unit_price, discount, total, tax, discounts, taxes)
  SELECT placed.buyer_id, placed.id, l.*
  FROM placed, jsonb_to_recordset($6::jsonb) AS l (position integer, id uuid, "cartLineId" text, "variantId" text,
    "productId" text, sku text, title text, quantity integer, "unitPrice" bigint, discount bigint, total bigint,
    tax bigint, discounts jsonb, taxes jsonb)
), numbered AS (
  INSERT INTO order_numbers (number, buyer_id, order_id) SELECT number, buyer_id, id FROM placed
), entry AS (
  INSERT INTO order_timeline (buyer_id, order_id, position, sequence, status, at, actor)
  SELECT buyer_id, id, 1, sequence, status, placed_at, $8::jsonb FROM placed
), event AS (
  ${outboxInsert("$7", "EXISTS (SELECT FROM placed)")}
)
SELECT claim.*, EXISTS (SELECT FROM placed) AS placed FROM claim`;

/** Nothing of a refused placement is kept, its claim of the key included: thrown to roll back. */
class NothingPlaced extends Error {
  readonly outcome: Placed;
  constructor(outcome: Placed) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

export function placementsIn(database: Database): Placements {
  return {
    async find({ caller, formerly, key, input }) {
      const [row] = await database.query<{ input_hash: string; result_id: string }>(
        "orders.findPlacement",
        `SELECT input_hash, result_id FROM idempotency_keys
         WHERE caller IN ($1, $3) AND operation = '${operation}' AND key = $2
         ORDER BY caller = $1 DESC LIMIT 1`,
        [caller, key, formerly],
      );
      if (!row) return { kind: "new" };
      return row.input_hash === canonicalHash(input) ? { kind: "repeat", orderId: row.result_id } : { kind: "reused" };
    },

    async place(order, key, also) {
      try {
        await database.transaction(async (transaction) => {
          const outcome = await insert(transaction, order, key);
          if (outcome.kind !== "placed") throw new NothingPlaced(outcome);
          await also(transaction);
          transaction.afterCommit(() => wakeRelay("orders"));
        });
        return { kind: "placed" };
      } catch (error) {
        if (error instanceof NothingPlaced) return error.outcome;
        if ((error as { constraint?: string }).constraint === "order_numbers_pkey") return { kind: "number-taken" };
        throw error;
      }
    },
  };
}

async function insert(
  transaction: Transaction,
  order: Order,
  { caller, key, input, by }: PlacementKey,
): Promise<Placed> {
  const orderId = encodeOrderId(order);
  const inputHash = canonicalHash(input);
  const { lines, ...head } = order;
  const [row] = await transaction.query<{ repeats: number; input_hash: string; result_id: string; placed: boolean }>(
    "orders.place",
    placeStatement,
    [
      caller,
      key,
      inputHash,
      orderId,
      JSON.stringify(head),
      JSON.stringify(lines.map((line, index) => ({ ...line, position: index + 1 }))),
      outboxValue([orderEvent(order)]),
      JSON.stringify(by),
    ],
  );
  if (!row) throw new Error("Placing an order gave no row");
  if (row.repeats > 0) {
    return row.input_hash === inputHash ? { kind: "repeat", orderId: row.result_id } : { kind: "reused" };
  }
  return row.placed ? { kind: "placed" } : { kind: "cart-ordered" };
}
