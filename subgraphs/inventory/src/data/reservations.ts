import type { Queryable, Transaction } from "@angidi/datastores";
import { outboxInsert, outboxValue, wakeRelay } from "@angidi/events";
import type { Portion } from "../domain/draw.ts";
import type { LineMovement, Reservation, ReservationLine } from "../domain/reservation.ts";
import type { StockEvent } from "../events/stockEvents.ts";

/** What acts once by an id that the caller chose. */
export interface MovementKey {
  readonly kind: "FULFILMENT" | "RESTOCK";
  readonly id: string;
  readonly orderId: string;
}

export interface ReservationReader {
  /** Takes the expiry off, at most once but repeatable. False when it has expired, was released or never was. */
  commit(orderId: string): Promise<boolean>;
  /** Those of the orders that have a reservation or a tombstone. */
  known(orderIds: readonly string[]): Promise<string[]>;
  /** Whether there are reservations to expire. */
  hasExpired(): Promise<boolean>;
}

/**
 * Reservations in a transaction. The order of locks is: an order's reservation, then its SKUs. Only reserving, which
 * begins when there is no reservation yet, has its SKUs first.
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
  isDone(key: Omit<MovementKey, "orderId">): Promise<boolean>;
  /** Moves units of lines and of the stock below them, and publishes. Locks on both must be held. */
  move(movements: readonly LineMovement[], events: readonly StockEvent[], key?: MovementKey): Promise<void>;
}

export interface NewReservation {
  readonly orderId: string;
  readonly expiresAt: Date;
  readonly portions: readonly Portion[];
  readonly events: readonly StockEvent[];
}

const columns = `order_id AS "orderId", state, expires_at AS "expiresAt"`;

export function reservationReaderOn(queryable: Queryable): ReservationReader {
  return {
    async commit(orderId) {
      const committed = await queryable.query(
        "inventory.commitReservation",
        // A repeat writes the row again rather than reading it: a read could see it as it was before a parallel commit.
        `UPDATE reservations SET state = 'COMMITTED', updated_at = now()
         WHERE order_id = $1 AND (state = 'COMMITTED' OR (state = 'RESERVED' AND expires_at > now()))
         RETURNING order_id`,
        [orderId],
      );
      return committed.length === 1;
    },

    async known(orderIds) {
      const text = `SELECT order_id AS "orderId" FROM reservations WHERE order_id = ANY ($1)`;
      const rows = await queryable.query<{ orderId: string }>("inventory.knownReservations", text, [orderIds]);
      return rows.map(({ orderId }) => orderId);
    },

    async hasExpired() {
      const [row] = await queryable.query<{ expired: boolean }>(
        "inventory.hasExpired",
        `SELECT EXISTS (SELECT FROM reservations WHERE state = 'RESERVED' AND expires_at <= now()) AS expired`,
      );
      return row?.expired ?? false;
    },
  };
}

export function reservationsOn(transaction: Transaction): ReservationRepository {
  const wakeRelayLater = () => transaction.afterCommit(() => wakeRelay("inventory"));

  return {
    async byOrder(orderId) {
      const text = `SELECT ${columns} FROM reservations WHERE order_id = $1`;
      const [reservation] = await transaction.query<Reservation>("inventory.reservation", text, [orderId]);
      return reservation;
    },

    async lock(orderId) {
      const text = `SELECT ${columns} FROM reservations WHERE order_id = $1 FOR UPDATE`;
      const [reservation] = await transaction.query<Reservation>("inventory.lockReservation", text, [orderId]);
      return reservation;
    },

    async add({ orderId, expiresAt, portions, events }) {
      const added = await transaction.query("inventory.reserve", reserve, [
        orderId,
        expiresAt,
        portions.map(({ sku }) => sku),
        portions.map(({ warehouseId }) => warehouseId),
        portions.map(({ quantity }) => quantity),
        outboxValue(events),
      ]);
      wakeRelayLater();
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
           ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED
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

    async isDone({ kind, id }) {
      const text = "SELECT FROM stock_movements WHERE kind = $1 AND id = $2";
      return (await transaction.query("inventory.stockMovement", text, [kind, id])).length === 1;
    },

    async move(movements, events, key) {
      await transaction.query("inventory.moveStock", move, [
        movements.map(({ orderId }) => orderId),
        movements.map(({ sku }) => sku),
        movements.map(({ warehouseId }) => warehouseId),
        movements.map(({ fulfilled }) => fulfilled),
        movements.map(({ released }) => released),
        movements.map(({ returned }) => returned),
        outboxValue(events),
        key?.kind ?? null,
        key?.id ?? null,
        key?.orderId ?? null,
      ]);
      wakeRelayLater();
    },
  };
}

const reserve = `
  WITH portion AS (
    SELECT * FROM unnest($3::text[], $4::uuid[], $5::bigint[]) AS portion (sku, warehouse_id, quantity)
  ), added AS (
    INSERT INTO reservations (order_id, state, expires_at) VALUES ($1, 'RESERVED', $2)
    ON CONFLICT (order_id) DO NOTHING
    RETURNING order_id
  ), line AS (
    INSERT INTO reservation_lines (order_id, sku, warehouse_id, quantity)
    SELECT order_id, sku, warehouse_id, quantity FROM added, portion
  ), level AS (
    UPDATE stock_levels AS level SET reserved = level.reserved + portion.quantity
    FROM added, portion
    WHERE level.sku = portion.sku AND level.warehouse_id = portion.warehouse_id
  ), item AS (
    UPDATE stock_items SET version = version + 1 FROM added WHERE sku = ANY ($3)
  ), event AS (
    ${outboxInsert("$6", "EXISTS (SELECT FROM added)")}
  )
  SELECT order_id FROM added`;

const move = `
  WITH movement AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[])
      AS movement (order_id, sku, warehouse_id, fulfilled, released, returned)
  ), line AS (
    UPDATE reservation_lines AS line
    SET fulfilled = line.fulfilled + movement.fulfilled,
        released = line.released + movement.released,
        returned = line.returned + movement.returned
    FROM movement
    WHERE line.order_id = movement.order_id AND line.sku = movement.sku AND line.warehouse_id = movement.warehouse_id
  ), total AS (
    SELECT sku, warehouse_id, sum(returned - fulfilled)::bigint AS on_hand, sum(fulfilled + released)::bigint AS let_go
    FROM movement GROUP BY sku, warehouse_id
  ), level AS (
    UPDATE stock_levels AS level SET on_hand = level.on_hand + total.on_hand, reserved = level.reserved - total.let_go
    FROM total WHERE level.sku = total.sku AND level.warehouse_id = total.warehouse_id
  ), item AS (
    UPDATE stock_items SET version = version + 1 WHERE sku = ANY ($2)
  ), done AS (
    INSERT INTO stock_movements (kind, id, order_id)
    SELECT kind, id, order_id FROM (SELECT $8::text AS kind, $9::text AS id, $10::text AS order_id) AS key
    WHERE kind IS NOT NULL
  )
  ${outboxInsert("$7")}`;
