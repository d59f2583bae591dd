import type { Queryable } from "@angidi/datastores";
import type { Transfer, TransferLine, TransferStatus } from "../domain/transfer.ts";

/** A SKU in a warehouse. */
export interface StockPlace {
  readonly sku: string;
  readonly warehouseId: string;
}

export interface TransferReader {
  find(id: string): Promise<Transfer | undefined>;
  /** Newest first. */
  page(status: TransferStatus | null, limit: number, after: string | null): Promise<Transfer[]>;
  /** How many units of each are on their way to the warehouse, by one statement. */
  inTransit(places: readonly StockPlace[]): Promise<number[]>;
}

export interface TransferRepository extends TransferReader {
  insert(transfer: Omit<Transfer, "createdAt" | "receivedAt" | "status">, createdBy: string): Promise<void>;
  /** Locked until the end of the transaction; its lock comes before those of its SKUs. */
  lock(id: string): Promise<Transfer | undefined>;
  /** Writes how far its lines have come. */
  receive(transfer: Transfer, lines: readonly TransferLine[], status: TransferStatus): Promise<void>;
}

const columns = `id, from_warehouse_id AS "fromWarehouseId", to_warehouse_id AS "toWarehouseId", status, note,
  created_at AS "createdAt", received_at AS "receivedAt", (
    SELECT json_agg(json_build_object('sku', sku, 'quantity', quantity, 'received', received, 'missing', missing) ORDER BY sku)
    FROM stock_transfer_lines WHERE transfer_id = id
  ) AS lines`;

export function transferReaderOn(queryable: Queryable): TransferReader {
  return {
    async find(id) {
      const text = `SELECT ${columns} FROM stock_transfers WHERE id = $1`;
      const [transfer] = await queryable.query<Transfer>("inventory.transfer", text, [id]);
      return transfer;
    },

    page: (status, limit, after) =>
      queryable.query<Transfer>(
        "inventory.transfers",
        // Ids have the order of their making.
        `SELECT ${columns} FROM stock_transfers
         WHERE ($1::text IS NULL OR status = $1) AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $2`,
        [status, limit, after],
      ),

    async inTransit(places) {
      const rows = await queryable.query<{ units: number }>(
        "inventory.inTransit",
        `SELECT coalesce((
           SELECT sum(quantity - received - missing)::bigint
           FROM stock_transfer_lines AS line JOIN stock_transfers ON id = transfer_id
           WHERE line.sku = place.sku AND to_warehouse_id = place.warehouse_id AND quantity > received + missing
         ), 0) AS units
         FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS place (sku, warehouse_id, number) ORDER BY number`,
        [places.map(({ sku }) => sku), places.map(({ warehouseId }) => warehouseId)],
      );
      return rows.map(({ units }) => units);
    },
  };
}

export function transfersOn(queryable: Queryable): TransferRepository {
  return {
    ...transferReaderOn(queryable),

    async insert({ id, fromWarehouseId, toWarehouseId, note, lines }, createdBy) {
      await queryable.query(
        "inventory.insertTransfer",
        `WITH transfer AS (
           INSERT INTO stock_transfers (id, from_warehouse_id, to_warehouse_id, note, created_by) VALUES ($1, $2, $3, $4, $5)
         )
         INSERT INTO stock_transfer_lines (transfer_id, sku, quantity)
         SELECT $1, * FROM unnest($6::text[], $7::bigint[])`,
        [
          ...[id, fromWarehouseId, toWarehouseId, note, createdBy],
          lines.map(({ sku }) => sku),
          lines.map(({ quantity }) => quantity),
        ],
      );
    },

    async lock(id) {
      const text = "SELECT id FROM stock_transfers WHERE id = $1 FOR UPDATE";
      const locked = await queryable.query("inventory.lockTransfer", text, [id]);
      // Read by a statement of its own: that one sees what whoever held the lock before has written.
      return locked.length === 1 ? transferReaderOn(queryable).find(id) : undefined;
    },

    async receive({ id }, lines, status) {
      await queryable.query(
        "inventory.receiveTransfer",
        `WITH transfer AS (
           UPDATE stock_transfers SET status = $2, received_at = CASE WHEN $2 = 'RECEIVED' THEN now() END WHERE id = $1
         )
         UPDATE stock_transfer_lines AS line SET received = arrival.received, missing = arrival.missing
         FROM unnest($3::text[], $4::bigint[], $5::bigint[]) AS arrival (sku, received, missing)
         WHERE line.transfer_id = $1 AND line.sku = arrival.sku`,
        [
          ...[id, status],
          lines.map(({ sku }) => sku),
          lines.map(({ received }) => received),
          lines.map(({ missing }) => missing),
        ],
      );
    },
  };
}
