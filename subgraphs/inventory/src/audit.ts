import type { Database, Discrepancy } from "@angidi/datastores";

/** So many of each kind are told: whoever finds that many looks for one cause. */
const most = 100;

/** A rule, in a sentence that is true when it is kept, and what breaks it: `subject` and `detail` of each. */
const rules: readonly { readonly label: string; readonly rule: string; readonly text: string }[] = [
  {
    label: "inventory.auditLedger",
    rule: "On hand and reserved of a level are the sums over its rows of the ledger",
    text: `SELECT sku || ' in ' || warehouse_id AS subject,
             format('level %s/%s, ledger %s/%s', coalesce(on_hand, 0), reserved, coalesce(sum_on_hand, 0), coalesce(sum_reserved, 0)) AS detail
           FROM stock_levels FULL JOIN (
             SELECT sku, warehouse_id, sum(on_hand) AS sum_on_hand, sum(reserved) AS sum_reserved
             FROM stock_ledger GROUP BY sku, warehouse_id
           ) AS ledger USING (sku, warehouse_id)
           WHERE coalesce(on_hand, 0) <> coalesce(sum_on_hand, 0) OR coalesce(reserved, 0) <> coalesce(sum_reserved, 0)`,
  },
  {
    label: "inventory.auditReserved",
    rule: "What is reserved of a level is what orders hold of it",
    text: `SELECT sku || ' in ' || warehouse_id AS subject, format('reserved %s, held %s', reserved, coalesce(held, 0)) AS detail
           FROM stock_levels FULL JOIN (
             SELECT sku, warehouse_id, sum(quantity - fulfilled - released) AS held
             FROM reservation_lines GROUP BY sku, warehouse_id
           ) AS line USING (sku, warehouse_id)
           WHERE coalesce(reserved, 0) <> coalesce(held, 0)`,
  },
  {
    label: "inventory.auditNegative",
    rule: "Nothing is below zero, and no level has less than is reserved of it",
    text: `SELECT sku || ' in ' || warehouse_id AS subject, format('on hand %s, reserved %s', on_hand, reserved) AS detail
           FROM stock_levels WHERE on_hand < 0 OR reserved < 0 OR on_hand < reserved
           UNION ALL
           SELECT order_id || ' ' || sku, format('%s of %s fulfilled, %s released, %s returned', fulfilled, quantity, released, returned)
           FROM reservation_lines
           WHERE fulfilled < 0 OR released < 0 OR returned < 0 OR fulfilled + released > quantity OR returned > fulfilled`,
  },
  {
    label: "inventory.auditBackordered",
    rule: "What a SKU counts as waited for is what orders wait for",
    text: `SELECT sku AS subject, format('counted %s, waiting %s', backordered, coalesce(waiting, 0)) AS detail
           FROM stock_items FULL JOIN (
             SELECT sku, sum(quantity - allocated - released) AS waiting FROM backorders GROUP BY sku
           ) AS backorder USING (sku)
           WHERE coalesce(backordered, 0) <> coalesce(waiting, 0)`,
  },
  {
    label: "inventory.auditWaiting",
    rule: "Nobody waits for what lies free, unless their line is being served",
    text: `SELECT sku AS subject, format('waiting %s, free %s in %s', backordered, on_hand - reserved, warehouse_id) AS detail
           FROM stock_items JOIN stock_levels USING (sku)
           WHERE backordered > 0 AND (on_hand IS NULL OR on_hand > reserved)
             AND sku NOT IN (SELECT sku FROM unserved_skus)`,
  },
  {
    label: "inventory.auditEnded",
    rule: "A reservation that was released or has expired holds nothing and waits for nothing",
    text: `SELECT order_id AS subject, format('%s, of %s %s', state, sku, units) AS detail
           FROM reservations JOIN (
             SELECT order_id, sku, quantity - fulfilled - released AS units FROM reservation_lines
             UNION ALL SELECT order_id, sku, quantity - allocated - released FROM backorders
           ) AS own USING (order_id)
           WHERE state IN ('RELEASED', 'EXPIRED') AND units > 0`,
  },
  {
    label: "inventory.auditTransfers",
    rule: "A transfer took as much out as it says, and what came of it was on its way; received, nothing of it is",
    text: `SELECT transfer.id || ' ' || line.sku AS subject,
             format('%s: sent %s, received %s, missing %s, out %s', status, quantity, received, missing, coalesce(out, 0)) AS detail
           FROM stock_transfers AS transfer
           JOIN stock_transfer_lines AS line ON line.transfer_id = transfer.id
           LEFT JOIN (
             SELECT sku, reference, -sum(on_hand) AS out FROM stock_ledger WHERE kind = 'TRANSFER_OUT' GROUP BY sku, reference
           ) AS ledger ON ledger.sku = line.sku AND ledger.reference = transfer.id::text
           WHERE quantity <> coalesce(out, 0) OR received + missing > quantity
              OR (status = 'RECEIVED') <> NOT EXISTS (
                SELECT FROM stock_transfer_lines WHERE transfer_id = transfer.id AND quantity > received + missing
              )`,
  },
];

/**
 * What of inventory's books does not agree; nothing, unless there is a fault in the code. Each rule is read by one
 * statement, so by one snapshot: it may run while orders come in. Throws StoreUnavailable.
 */
export async function audit(database: Database): Promise<Discrepancy[]> {
  const found = await Promise.all(
    rules.map(async ({ label, rule, text }) => {
      const rows = await database.query<Omit<Discrepancy, "rule">>(label, `${text} LIMIT ${most}`);
      return rows.map((row) => ({ rule, ...row }));
    }),
  );
  return found.flat();
}
