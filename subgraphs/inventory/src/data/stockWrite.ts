import type { Transaction } from "@angidi/datastores";
import { outboxInsert, outboxValue, wakeRelay } from "@angidi/events";
import type { Portion } from "../domain/draw.ts";
import type { Occasion, StockEntry } from "../domain/ledger.ts";
import type { BackorderMovement, LineMovement } from "../domain/reservation.ts";
import type { StockChange } from "../domain/stock.ts";
import type { StockEvent } from "../events/stockEvents.ts";

/** What acts once by an id that the caller chose. */
export interface RequestKey {
  readonly kind: "FULFILMENT" | "RESTOCK" | "CHANGE";
  readonly id: string;
  readonly orderId: string;
}

/** A change of stock, whole: levels, the ledger, what orders hold and wait for, and what is published of it. */
export interface StockWrite {
  /** Become rows of the ledger; a level changes by what its entries sum up to. */
  readonly entries: readonly StockEntry[];
  /** What they make of the SKUs. */
  readonly changes: readonly StockChange[];
  /** Pieces that orders hold from now on. A line is not among those and among the moved ones. */
  readonly added?: readonly (Portion & { readonly orderId: string })[];
  readonly moved?: readonly LineMovement[];
  /** Of an order and SKU either added ones or others. */
  readonly backorders?: readonly BackorderMovement[];
  readonly occasion?: Occasion;
  readonly request?: RequestKey;
  readonly events: readonly StockEvent[];
}

/** Writes a change of stock by one statement. */
export async function writeStock(transaction: Transaction, write: StockWrite): Promise<void> {
  const { entries, changes, added = [], moved = [], backorders = [], occasion = {}, request, events } = write;
  const levelOf = (entry: StockEntry, when: "before" | "after") =>
    changes
      .find(({ sku }) => sku === entry.sku)!
      [when].levels.find(({ warehouseId }) => warehouseId === entry.warehouseId);
  await transaction.query("inventory.writeStock", text, [
    entries.map(({ sku }) => sku),
    entries.map(({ warehouseId }) => warehouseId),
    entries.map(({ kind }) => kind),
    entries.map(({ onHand }) => onHand),
    entries.map(({ reserved }) => reserved),
    entries.map(({ orderId = null }) => orderId),
    entries.map((entry) => levelOf(entry, "before") === undefined),
    entries.map((entry) => levelOf(entry, "after")?.onHand !== null),
    occasion.reference ?? null,
    occasion.reason ?? null,
    occasion.note ?? null,
    occasion.actor ?? null,
    changes.map(({ sku }) => sku),
    changes.map(({ before, after }) => after.backordered - before.backordered),
    added.map(({ orderId }) => orderId),
    added.map(({ sku }) => sku),
    added.map(({ warehouseId }) => warehouseId),
    added.map(({ quantity }) => quantity),
    moved.map(({ orderId }) => orderId),
    moved.map(({ sku }) => sku),
    moved.map(({ warehouseId }) => warehouseId),
    moved.map(({ fulfilled }) => fulfilled),
    moved.map(({ released }) => released),
    moved.map(({ returned }) => returned),
    backorders.map(({ orderId }) => orderId),
    backorders.map(({ sku }) => sku),
    backorders.map((movement) => movement.added),
    backorders.map(({ allocated }) => allocated),
    backorders.map(({ released }) => released),
    request?.kind ?? null,
    request?.id ?? null,
    request?.orderId ?? null,
    outboxValue(events),
  ]);
  transaction.afterCommit(() => wakeRelay("inventory"));
}

// Levels are changed by what is added to them, not set: the constraints of their table hold whatever was read before.
const text = `
  WITH entry AS (
    SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::bool[], $8::bool[])
      AS entry (sku, warehouse_id, kind, on_hand, reserved, order_id, is_new, has_limit)
  ), ledger AS (
    INSERT INTO stock_ledger (sku, warehouse_id, kind, on_hand, reserved, order_id, reference, reason, note, actor)
    SELECT sku, warehouse_id, kind, on_hand, reserved, order_id, $9::text, $10::text, $11::text, $12::text FROM entry
  ), total AS (
    SELECT sku, warehouse_id, sum(on_hand)::bigint AS on_hand, sum(reserved)::bigint AS reserved,
           bool_and(is_new) AS is_new, bool_and(has_limit) AS has_limit
    FROM entry GROUP BY sku, warehouse_id
  ), opened AS (
    INSERT INTO stock_levels (sku, warehouse_id, on_hand, reserved)
    SELECT sku, warehouse_id, CASE WHEN has_limit THEN on_hand END, reserved FROM total WHERE is_new
  ), level AS (
    UPDATE stock_levels AS level
    SET on_hand = CASE WHEN total.has_limit THEN coalesce(level.on_hand, 0) + total.on_hand END,
        reserved = level.reserved + total.reserved
    FROM total WHERE NOT total.is_new AND level.sku = total.sku AND level.warehouse_id = total.warehouse_id
  ), item AS (
    UPDATE stock_items AS item SET version = item.version + 1, backordered = item.backordered + change.backordered
    FROM unnest($13::text[], $14::bigint[]) AS change (sku, backordered) WHERE item.sku = change.sku
  ), added AS (
    INSERT INTO reservation_lines AS line (order_id, sku, warehouse_id, quantity)
    SELECT * FROM unnest($15::text[], $16::text[], $17::uuid[], $18::bigint[])
    ON CONFLICT (order_id, sku, warehouse_id) DO UPDATE SET quantity = line.quantity + EXCLUDED.quantity
  ), moved AS (
    UPDATE reservation_lines AS line
    SET fulfilled = line.fulfilled + movement.fulfilled,
        released = line.released + movement.released,
        returned = line.returned + movement.returned
    FROM unnest($19::text[], $20::text[], $21::uuid[], $22::bigint[], $23::bigint[], $24::bigint[])
      AS movement (order_id, sku, warehouse_id, fulfilled, released, returned)
    WHERE line.order_id = movement.order_id AND line.sku = movement.sku AND line.warehouse_id = movement.warehouse_id
  ), wait AS (
    SELECT * FROM unnest($25::text[], $26::text[], $27::bigint[], $28::bigint[], $29::bigint[])
      AS wait (order_id, sku, added, allocated, released)
  ), waiting AS (
    INSERT INTO backorders AS backorder (order_id, sku, quantity)
    SELECT order_id, sku, added FROM wait WHERE added > 0
    ON CONFLICT (order_id, sku) DO UPDATE SET quantity = backorder.quantity + EXCLUDED.quantity
  ), served AS (
    UPDATE backorders AS backorder
    SET allocated = backorder.allocated + wait.allocated, released = backorder.released + wait.released
    FROM wait WHERE wait.added = 0 AND backorder.order_id = wait.order_id AND backorder.sku = wait.sku
  ), done AS (
    INSERT INTO stock_requests (kind, id, order_id)
    SELECT kind, id, order_id FROM (SELECT $30::text AS kind, $31::text AS id, $32::text AS order_id) AS request
    WHERE kind IS NOT NULL
  )
  ${outboxInsert("$33")}`;
