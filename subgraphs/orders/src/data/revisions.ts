import type { Database, Transaction } from "@angidi/datastores";
import { publish } from "@angidi/events";
import type { Order } from "../domain/order.ts";
import type { OrderEdit } from "../domain/orderEdit.ts";
import type { OrderKey } from "../domain/orderId.ts";
import { type OrderTerms, termsOf } from "../domain/orderTerms.ts";
import type { PaymentStatus } from "../domain/paymentStatus.ts";
import { entry, type NewEntry } from "../domain/timeline.ts";
import { orderEditedEvent } from "../events/orderEvent.ts";
import { ofOrders } from "./ofOrders.ts";
import { entriesCount, entriesInsert, entriesValue } from "./timeline.ts";

/** What an order consisted of and cost from a time on. */
export interface OrderRevision {
  readonly order: OrderKey;
  /** 1 for what it was placed with. */
  readonly revision: number;
  readonly terms: OrderTerms;
  readonly at: Date;
}

/** The revisions of orders: written once, never changed. */
export interface Revisions {
  /**
   * Gives the locked order the terms of an edit: its next revision, with the entry of its timeline and its event. The first,
   * what it was placed with, is kept with it. Gives the order as it is then.
   */
  apply(transaction: Transaction, order: Order, edit: OrderEdit, paymentStatus: PaymentStatus): Promise<Order>;
  /** The revisions of each order, oldest first, by one statement; none for an order that was never edited. */
  ofOrders(keys: readonly OrderKey[]): Promise<OrderRevision[][]>;
}

/** `$4` are the terms before, `$5` those after. */
const applyStatement = `
WITH changed AS (
  UPDATE orders o SET
    revision = o.revision + 1, subtotal = t.subtotal, discount = t.discount, shipping = t.shipping, tax = t.tax,
    total = t.total, tax_included = t."taxIncluded", shipping_discounts = t."shippingDiscounts",
    shipping_taxes = t."shippingTaxes", shipping_address = t."shippingAddress", shipping_method = t."shippingMethod",
    shipping_method_id = t."shippingMethodId", redemptions = t.redemptions, payment_status = $7,
    ${entriesCount("$3")}
  FROM jsonb_to_record($5::jsonb) AS t (subtotal bigint, discount bigint, shipping bigint, tax bigint, total bigint,
    "taxIncluded" boolean, "shippingDiscounts" jsonb, "shippingTaxes" jsonb, "shippingAddress" jsonb,
    "shippingMethod" text, "shippingMethodId" text, redemptions jsonb)
  WHERE o.buyer_id = $1 AND o.id = $2
  RETURNING o.buyer_id, o.id, o.revision, o.placed_at, o.entries
), told AS (
  ${entriesInsert("changed", "$3")}
), first AS (
  INSERT INTO order_revisions (buyer_id, order_id, revision, terms, at)
  SELECT buyer_id, id, 1, $4, placed_at FROM changed WHERE revision = 2
), next AS (
  INSERT INTO order_revisions (buyer_id, order_id, revision, edit_id, terms, at)
  SELECT buyer_id, id, revision, $6, $5, clock_timestamp() FROM changed
), lines AS (
  INSERT INTO order_lines (buyer_id, order_id, position, id, cart_line_id, variant_id, product_id, sku, title, quantity,
    unit_price, discount, total, tax, discounts, taxes)
  SELECT $1, $2, l.*
  FROM jsonb_to_recordset($8::jsonb) AS l (position integer, id uuid, "cartLineId" text, "variantId" text,
    "productId" text, sku text, title text, quantity integer, "unitPrice" bigint, discount bigint, total bigint,
    tax bigint, discounts jsonb, taxes jsonb)
  ON CONFLICT (buyer_id, order_id, id) DO UPDATE SET
    position = excluded.position, title = excluded.title, quantity = excluded.quantity,
    unit_price = excluded.unit_price, discount = excluded.discount, total = excluded.total, tax = excluded.tax,
    discounts = excluded.discounts, taxes = excluded.taxes
), removed AS (
  UPDATE order_lines l SET removed_in = c.revision FROM changed c
  WHERE l.buyer_id = $1 AND l.order_id = $2 AND l.removed_in IS NULL
    AND l.id NOT IN (SELECT kept.id FROM jsonb_to_recordset($8::jsonb) AS kept (id uuid))
)
SELECT revision FROM changed`;

export function revisionsIn(database: Database): Revisions {
  return {
    async apply(transaction, order, edit, paymentStatus) {
      const { terms } = edit;
      // The order is locked, so its next revision is known.
      const edited: Order = { ...order, ...terms, paymentStatus, revision: order.revision + 1 };
      const event = orderEditedEvent(edited, { editId: edit.id, totalBefore: order.total });
      const [row] = await transaction.query<{ revision: number }>("orders.applyEdit", applyStatement, [
        order.buyerId,
        order.id,
        entriesValue(entriesOf(edit)),
        JSON.stringify(termsOf(order)),
        JSON.stringify(terms),
        edit.id,
        paymentStatus,
        JSON.stringify(terms.lines.map((line, index) => ({ ...line, position: index + 1 }))),
      ]);
      if (row?.revision !== edited.revision) throw new Error(`The order ${order.number} changed while it was locked`);
      // By a statement of its own: the outbox lies on no shard.
      await publish(transaction, [event]);
      return edited;
    },

    async ofOrders(keys) {
      const { label, from, values } = ofOrders(keys, "order_revisions", "r");
      const rows = await database.query<Omit<OrderRevision, "order"> & { readonly orderId: string }>(
        `orders.revisionsOf${label}`,
        `SELECT r.order_id AS "orderId", r.revision, r.terms, r.at ${from} ORDER BY r.revision`,
        values,
      );
      const byOrder = Map.groupBy(rows, ({ orderId }) => orderId);
      return keys.map((order) =>
        (byOrder.get(order.id) ?? []).map(({ revision, terms, at }) => ({ order, revision, terms, at })),
      );
    },
  };
}

/** What the timeline tells: what the order consists of and costs now. */
function entriesOf({ id, actor, terms }: OrderEdit): NewEntry[] {
  const lines = terms.lines.map((line) => ({ lineId: line.id, quantity: line.quantity }));
  return [entry("EDIT", actor, { reference: id, state: "APPLIED", amount: terms.total, lines })];
}
