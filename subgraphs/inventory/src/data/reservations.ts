import type { Transaction } from "@angidi/datastores";
import { outboxInsert, outboxValue, wakeRelay } from "@angidi/events";
import type { Line, Portion } from "../domain/draw.ts";
import type { Backorder, Reservation, ReservationLine } from "../domain/reservation.ts";
import type { StockEvent } from "../events/stockEvents.ts";
import type { RequestKey } from "./stockWrite.ts";

/**
 * Reservations in a transaction. The order of locks is: an order's reservation, then its SKUs. Only reserving, which
 * begins when there is no reservation yet, has its SKUs first. What an order holds and waits for changes under the lock of
 * the SKU alone, when stock comes in that it waited for: so it is read after that lock was taken.
 */
export interface ReservationRepository {
  byOrder(orderId: string): Promise<Reservation | undefined>;
  /** The same, locked until the end of the transaction. */
  lock(orderId: string): Promise<Reservation | undefined>;
  /** Reserves and publishes, unless the order has a reservation or a tombstone: then false, and nothing is written. */
  add(reservation: NewReservation): Promise<boolean>;
  /** Marks the order's reservation as released, or leaves a tombstone. Its lock is held from then on. */
  giveUp(orderId: string): Promise<void>;
  /** Marks some reservations as expired and gives their orders. Passes over those that another transaction is at. */
  expire(most: number): Promise<string[]>;
  linesOf(orderIds: readonly string[]): Promise<ReservationLine[]>;
  backordersOf(orderIds: readonly string[]): Promise<Backorder[]>;
  /** Those who wait for SKUs, oldest first, as far as so many units go (null: any number), and `most` of them at most. */
  inLine(free: readonly { readonly sku: string; readonly units: number | null }[], most: number): Promise<Backorder[]>;
  /** Notes SKUs of which pieces lie free for those in line. Their lock must be held. */
  noteUnserved(skus: readonly string[]): Promise<void>;
  /** Takes the notes back. */
  forgetUnserved(skus: readonly string[]): Promise<void>;
  /** What was done of a request before; undefined when it is new. */
  outcomeOf(request: Omit<RequestKey, "orderId">): Promise<"done" | "refused" | undefined>;
  /** Has a request stay refused. */
  refuse(request: RequestKey): Promise<void>;
}

export interface NewReservation {
  readonly orderId: string;
  readonly expiresAt: Date;
  readonly portions: readonly Portion[];
  /** What it waits for. */
  readonly waiting: readonly Line[];
  readonly events: readonly StockEvent[];
}

const columns = `order_id AS "orderId", state, expires_at AS "expiresAt"`;

export function reservationsOn(transaction: Transaction): ReservationRepository {
  return {
    async byOrder(orderId) {
      const text = `SELECT ${columns} FROM reservations WHERE order_id = $1`;
      const [reservation] = await transaction.query<Reservation>("inventory.reservation", text, [orderId]);
      return reservation;
    },

    async lock(orderId) {
      // NO KEY: whoever gives the order a line for stock that came in must not wait for this lock, by the foreign key.
      const text = `SELECT ${columns} FROM reservations WHERE order_id = $1 FOR NO KEY UPDATE`;
      const [reservation] = await transaction.query<Reservation>("inventory.lockReservation", text, [orderId]);
      return reservation;
    },

    async add({ orderId, expiresAt, portions, waiting, events }) {
      const waits = new Map(waiting.map(({ sku, quantity }) => [sku, quantity]));
      const skus = [...new Set([...portions, ...waiting].map(({ sku }) => sku))];
      const added = await transaction.query("inventory.reserve", reserve, [
        orderId,
        expiresAt,
        portions.map(({ sku }) => sku),
        portions.map(({ warehouseId }) => warehouseId),
        portions.map(({ quantity }) => quantity),
        skus,
        skus.map((sku) => waits.get(sku) ?? 0),
        outboxValue(events),
      ]);
      transaction.afterCommit(() => wakeRelay("inventory"));
      return added.length === 1;
    },

    async giveUp(orderId) {
      await transaction.query(
        "inventory.giveUpReservation",
        `INSERT INTO reservations (order_id, state) VALUES ($1, 'RELEASED')
         ON CONFLICT (order_id) DO UPDATE SET state = 'RELEASED', updated_at = now()`,
        [orderId],
      );
    },

    async expire(most) {
      const expired = await transaction.query<{ orderId: string }>(
        "inventory.expireReservations",
        `WITH expired AS MATERIALIZED (
           SELECT order_id FROM reservations WHERE state = 'RESERVED' AND expires_at <= now()
           ORDER BY expires_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
         )
         UPDATE reservations AS reservation SET state = 'EXPIRED', updated_at = now()
         FROM expired WHERE reservation.order_id = expired.order_id
         RETURNING reservation.order_id AS "orderId"`,
        [most],
      );
      return expired.map(({ orderId }) => orderId);
    },

    linesOf: (orderIds) =>
      transaction.query<ReservationLine>(
        "inventory.reservationLines",
        // In the order in which orders draw, so that what is taken from a line by parts is taken from there first, too.
        `SELECT order_id AS "orderId", sku, warehouse_id AS "warehouseId", quantity, fulfilled, released, returned
         FROM reservation_lines JOIN warehouses ON id = warehouse_id
         WHERE order_id = ANY ($1) ORDER BY priority, code`,
        [orderIds],
      ),

    backordersOf: (orderIds) =>
      transaction.query<Backorder>(
        "inventory.backorders",
        `SELECT order_id AS "orderId", sku, quantity - allocated - released AS waiting FROM backorders
         WHERE order_id = ANY ($1) AND quantity > allocated + released ORDER BY order_id, sku`,
        [orderIds],
      ),

    inLine: (free, most) =>
      transaction.query<Backorder>(
        "inventory.backordersInLine",
        // No more of a line is read than can be served: it may be very long.
        `SELECT order_id AS "orderId", sku, waiting
         FROM unnest($1::text[], $2::bigint[]) AS free (sku, units) CROSS JOIN LATERAL (
           SELECT order_id, waiting, created_at, sum(waiting) OVER (ORDER BY created_at, order_id) AS up_to_here
           FROM (
             SELECT order_id, quantity - allocated - released AS waiting, created_at FROM backorders AS backorder
             WHERE backorder.sku = free.sku AND quantity > allocated + released
             ORDER BY created_at, order_id LIMIT $3
           ) AS oldest
         ) AS line
         WHERE units IS NULL OR up_to_here - waiting < units
         ORDER BY sku, created_at, order_id LIMIT $3`,
        [free.map(({ sku }) => sku), free.map(({ units }) => units), most],
      ),

    async noteUnserved(skus) {
      const text = "INSERT INTO unserved_skus (sku) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING";
      await transaction.query("inventory.noteUnserved", text, [skus]);
    },

    async forgetUnserved(skus) {
      const text = "DELETE FROM unserved_skus WHERE sku = ANY ($1)";
      await transaction.query("inventory.forgetUnserved", text, [skus]);
    },

    async outcomeOf({ kind, id }) {
      const text = "SELECT refused FROM stock_requests WHERE kind = $1 AND id = $2";
      const [request] = await transaction.query<{ refused: boolean }>("inventory.stockRequest", text, [kind, id]);
      return request && (request.refused ? "refused" : "done");
    },

    async refuse({ kind, id, orderId }) {
      const text = "INSERT INTO stock_requests (kind, id, order_id, refused) VALUES ($1, $2, $3, true)";
      await transaction.query("inventory.refuseStockRequest", text, [kind, id, orderId]);
    },
  };
}

const reserve = `
  WITH portion AS (
    SELECT * FROM unnest($3::text[], $4::uuid[], $5::bigint[]) AS portion (sku, warehouse_id, quantity)
  ), wait AS (
    SELECT * FROM unnest($6::text[], $7::bigint[]) AS wait (sku, quantity)
  ), added AS (
    INSERT INTO reservations (order_id, state, expires_at) VALUES ($1, 'RESERVED', $2)
    ON CONFLICT (order_id) DO NOTHING
    RETURNING order_id
  ), line AS (
    INSERT INTO reservation_lines (order_id, sku, warehouse_id, quantity)
    SELECT order_id, sku, warehouse_id, quantity FROM added, portion
  ), backorder AS (
    INSERT INTO backorders (order_id, sku, quantity)
    SELECT order_id, sku, quantity FROM added, wait WHERE quantity > 0
  ), level AS (
    UPDATE stock_levels AS level SET reserved = level.reserved + portion.quantity
    FROM added, portion
    WHERE level.sku = portion.sku AND level.warehouse_id = portion.warehouse_id
  ), ledger AS (
    INSERT INTO stock_ledger (sku, warehouse_id, kind, on_hand, reserved, order_id)
    SELECT sku, warehouse_id, 'RESERVATION', 0, quantity, order_id FROM added, portion
  ), item AS (
    UPDATE stock_items AS item SET version = item.version + 1, backordered = item.backordered + wait.quantity
    FROM added, wait WHERE item.sku = wait.sku
  ), event AS (
    ${outboxInsert("$8", "EXISTS (SELECT FROM added)")}
  )
  SELECT order_id FROM added`;
