import type { Database, Discrepancy } from "@angidi/datastores";

interface CountRow {
  readonly subject: string;
  readonly counted: number;
  readonly redeemed: number;
}

/** What does not agree in the books of carts: how often promotions were used, and by which orders. Reads, changes nothing. */
export async function audit(database: Database): Promise<Discrepancy[]> {
  const [uses, usesByCustomer, beyond] = await Promise.all([
    usesThatDiffer(database),
    customersUsesThatDiffer(database),
    usesBeyondLimits(database),
  ]);
  return [...uses, ...usesByCustomer, ...beyond];
}

async function usesThatDiffer(database: Database): Promise<Discrepancy[]> {
  const rows = await database.query<CountRow>(
    "carts.auditUses",
    `SELECT promotions.id AS subject, usage_count AS counted, COALESCE(orders.redeemed, 0) AS redeemed
     FROM promotions
     LEFT JOIN (
       SELECT used.id, count(*) AS redeemed FROM redemptions, unnest(promotion_ids) AS used (id)
       WHERE state = 'REDEEMED' GROUP BY used.id
     ) AS orders ON orders.id = promotions.id
     WHERE usage_count <> COALESCE(orders.redeemed, 0)`,
  );
  return rows.map(({ subject, counted, redeemed }) => ({
    rule: "A promotion's uses are those of the orders that have redeemed it.",
    subject: `promotion ${subject}`,
    detail: `${counted} counted, ${redeemed} redeemed`,
  }));
}

async function customersUsesThatDiffer(database: Database): Promise<Discrepancy[]> {
  const rows = await database.query<CountRow>(
    "carts.auditUsesOfCustomers",
    `SELECT COALESCE(uses.promotion_id, orders.id) AS subject, COALESCE(sum(uses.usage_count), 0)::bigint AS counted,
       COALESCE(sum(orders.redeemed), 0)::bigint AS redeemed
     FROM promotion_uses AS uses
     FULL JOIN (
       SELECT used.id, customer_key, count(*) AS redeemed FROM redemptions, unnest(promotion_ids) AS used (id)
       WHERE state = 'REDEEMED' GROUP BY used.id, customer_key
     ) AS orders ON orders.id = uses.promotion_id AND orders.customer_key = uses.customer_key
     WHERE COALESCE(uses.usage_count, 0) <> COALESCE(orders.redeemed, 0)
     GROUP BY 1`,
  );
  return rows.map(({ subject, counted, redeemed }) => ({
    rule: "A customer's uses of a promotion are those of the customer's orders that have redeemed it.",
    subject: `promotion ${subject}`,
    detail: `of the customers whose uses differ: ${counted} counted, ${redeemed} redeemed`,
  }));
}

async function usesBeyondLimits(database: Database): Promise<Discrepancy[]> {
  const rows = await database.query<{ readonly subject: string; readonly counted: number; readonly most: number }>(
    "carts.auditLimits",
    `SELECT id AS subject, usage_count AS counted, usage_limit AS most FROM promotions WHERE usage_count > usage_limit
     UNION ALL
     SELECT promotion_id, usage_count, usage_limit FROM promotion_uses WHERE usage_count > usage_limit`,
  );
  return rows.map(({ subject, counted, most }) => ({
    rule: "A promotion is used no more often than it may be, in all and by a customer.",
    subject: `promotion ${subject}`,
    detail: `${counted} used, ${most} allowed`,
  }));
}
