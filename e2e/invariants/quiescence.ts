import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { Asker } from "./asking.ts";

const patienceMilliseconds = 120_000;

/** What is still being carried out, by what it is. */
export type UnderWay = Readonly<Record<string, number>>;

/**
 * Waits until nothing is under way any more: every saga at its end, every event relayed and handled. Gives what is still
 * there after two minutes, which is none in a platform that carries through what it begins. Orders that were parked are
 * resumed, as staff would.
 */
export async function waitForQuiescence(database: pg.Client, admin: Asker): Promise<UnderWay> {
  const until = Date.now() + patienceMilliseconds;
  for (;;) {
    const found = await underWay(database, admin);
    if (Object.keys(found).length === 0 || Date.now() > until) return found;
    await resumeParked(database, admin);
    await pause(200);
  }
}

async function underWay(database: pg.Client, admin: Asker): Promise<UnderWay> {
  const { rows } = await database.query<{ what: string; count: number }>(`
    SELECT 'orders' AS what, count(*)::integer AS count FROM orders.orders WHERE direction <> 'SETTLED'
    UNION ALL SELECT 'edits', count(*)::integer FROM orders.order_edits WHERE direction <> 'SETTLED'
    UNION ALL SELECT 'returns', count(*)::integer FROM orders.returns WHERE status = 'RECEIVED'
    UNION ALL SELECT 'fulfilments', count(*)::integer FROM orders.fulfilments WHERE status = 'PENDING'
    UNION ALL SELECT 'refunds', count(*)::integer FROM orders.refunds WHERE status = 'PENDING'
    UNION ALL SELECT 'events of orders', count(*)::integer FROM orders.outbox WHERE relayed_at IS NULL
    UNION ALL SELECT 'events of payments', count(*)::integer FROM payments.outbox WHERE relayed_at IS NULL
    UNION ALL SELECT 'events of inventory', count(*)::integer FROM inventory.outbox WHERE relayed_at IS NULL`);
  const stored = rows.filter(({ count }) => count > 0).map(({ what, count }) => [what, count] as const);
  const consumers: { group: string; lag: number }[] = (await admin.untilAnswered("EventConsumers")) ?? [];
  const lags = consumers.filter(({ lag }) => lag > 0).map(({ group, lag }) => [`events for ${group}`, lag] as const);
  return Object.fromEntries([...stored, ...lags]);
}

async function resumeParked(database: pg.Client, admin: Asker): Promise<void> {
  const { rows } = await database.query<{ buyer: string; id: string }>(
    "SELECT buyer_id AS buyer, id FROM orders.orders WHERE parked_at IS NOT NULL",
  );
  for (const { buyer, id } of rows) {
    const orderId = Buffer.from(`${buyer}${id}`.replaceAll("-", ""), "hex").toString("base64url");
    await admin.untilAnswered("ResumeOrder", { input: { orderId } });
  }
}
