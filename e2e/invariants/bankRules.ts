import type pg from "pg";
import type { StripePayment } from "./bank.ts";
import type { Violation } from "./violation.ts";

interface Booked {
  readonly reference: string;
  readonly what: string;
  readonly status: string;
  readonly captured: number;
  readonly refunded: number;
}

const over: readonly string[] = ["VOIDED", "FAILED"];
const isHeld = ({ status }: StripePayment) => status === "requires_capture" || status === "requires_action";

/** What of Stripe's books is not in the payments', and the other way round. */
export async function checkBank(database: pg.Client, payments: readonly StripePayment[]): Promise<Violation[]> {
  const { rows } = await database.query<Booked>(
    `SELECT reference, order_id || coalesce(' ' || supplement_id::text, '') AS what, status,
       captured::integer AS captured, refunded::integer AS refunded
     FROM payments.payments WHERE provider = 'STRIPE' AND reference IS NOT NULL`,
  );
  const booked = new Map(rows.map((row) => [row.reference, row]));
  const known = new Set(payments.map(({ id }) => id));
  const violations: Violation[] = rows
    .filter(({ reference }) => !known.has(reference))
    .map(({ what }) => ({ rule: "A payment of ours is one of Stripe's", detail: what }));
  for (const payment of payments) {
    const { captured = 0, refunded = 0, status = "VOIDED", what = "no payment" } = booked.get(payment.id) ?? {};
    const givenBack = payment.latest_charge?.amount_refunded ?? 0;
    const agrees = payment.amount_received === captured && givenBack === refunded;
    if (agrees && !(isHeld(payment) && over.includes(status))) continue;
    const theirs = `${payment.status} ${payment.amount_received} − ${givenBack}`;
    violations.push({
      rule: "Stripe's books are the payments'",
      detail: `${what}: Stripe ${theirs}, payments ${status} ${captured} − ${refunded}`,
    });
  }
  const paid = payments.filter(({ amount_received }) => amount_received > 0).map(({ id }) => booked.get(id)?.what);
  for (const [what, all] of Map.groupBy(paid, (one) => one ?? "no payment")) {
    if (all.length > 1)
      violations.push({ rule: "No order is paid twice", detail: `${what}: ${all.length} captures at Stripe` });
  }
  return violations;
}
