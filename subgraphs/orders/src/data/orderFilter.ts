import type { OrderStatus } from "../domain/orderStates.ts";
import type { PaymentStatus } from "../domain/paymentStatus.ts";

/** The place of an order in a list by when it was placed. */
export interface Place {
  readonly placedAt: string;
  readonly id: string;
}

/** Which orders are wanted, and in which order; what is absent does not narrow. */
export interface OrderFilter {
  readonly statuses?: readonly OrderStatus[];
  readonly paymentStatuses?: readonly PaymentStatus[];
  readonly placedFrom?: Date;
  readonly placedBefore?: Date;
  readonly number?: string;
  readonly email?: string;
  readonly customerId?: string;
  readonly sku?: string;
  readonly variantId?: string;
  readonly currency?: string;
  /** Minor units of the currency. */
  readonly totalFrom?: number;
  readonly totalTo?: number;
  readonly needsAttention?: boolean;
  readonly oldestFirst?: boolean;
}

/** A filter as a part of a statement on the orders `o`. */
export interface Narrowed {
  /** Ends the label: statements of different texts have different ones. */
  readonly label: string;
  readonly conditions: readonly string[];
  readonly values: readonly unknown[];
  readonly direction: "ASC" | "DESC";
  /** Sorts by when an order was placed. */
  readonly orderBy: string;
}

/** Before the first order there can be: a bound instead of a condition that may be absent keeps the index in use. */
const newest: Place = { placedAt: "infinity", id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };
const oldest: Place = { placedAt: "-infinity", id: "00000000-0000-0000-0000-000000000000" };

const hasLine = (column: string) => (value: string) =>
  `EXISTS (SELECT FROM order_lines l
     WHERE l.buyer_id = o.buyer_id AND l.order_id = o.id AND l.${column} = ${value})`;

/**
 * The condition of each part of a filter that has a value, by the value's parameter, and what stands for it in a label,
 * which has room for no more than two letters of each.
 */
const parts: { readonly [Part in keyof OrderFilter]?: readonly [label: string, condition: (value: string) => string] } =
  {
    statuses: ["st", (value) => `o.status = ANY (${value}::text[])`],
    paymentStatuses: ["ps", (value) => `o.payment_status = ANY (${value}::text[])`],
    placedFrom: ["pf", (value) => `o.placed_at >= ${value}`],
    placedBefore: ["pb", (value) => `o.placed_at < ${value}`],
    number: [
      "nr",
      (value) => `(o.buyer_id, o.id) = (SELECT n.buyer_id, n.order_id FROM order_numbers n WHERE n.number = ${value})`,
    ],
    email: ["em", (value) => `o.email = ${value}`],
    customerId: ["cu", (value) => `o.customer_id = ${value}`],
    sku: ["sk", hasLine("sku")],
    variantId: ["va", hasLine("variant_id")],
    currency: ["cy", (value) => `o.currency = ${value}`],
    totalFrom: ["tf", (value) => `o.total >= ${value}`],
    totalTo: ["tt", (value) => `o.total <= ${value}`],
  };

/** The conditions of a filter and a place, with parameters numbered on from `taken`. */
export function narrow(filter: OrderFilter, after: Place | null, taken: number): Narrowed {
  const { placedAt, id } = after ?? (filter.oldestFirst ? oldest : newest);
  const values: unknown[] = [placedAt, id];
  const next = () => `$${taken + values.length}`;
  const [comparison, direction] = filter.oldestFirst ? ([">", "ASC"] as const) : (["<", "DESC"] as const);
  const conditions = [`(o.placed_at, o.id) ${comparison} ($${taken + 1}::timestamptz, $${taken + 2}::uuid)`];
  const label = filter.oldestFirst ? ["of"] : [];

  for (const [part, [code, condition]] of Object.entries(parts)) {
    const value = filter[part as keyof OrderFilter];
    if (value === undefined) continue;
    values.push(value);
    conditions.push(condition(next()));
    label.push(code);
  }
  if (filter.needsAttention !== undefined) {
    conditions.push(`o.parked_at IS ${filter.needsAttention ? "NOT NULL" : "NULL"}`);
    label.push(filter.needsAttention ? "na" : "nn");
  }
  return {
    label: label.length > 0 ? `.${label.join("")}` : "",
    conditions,
    values,
    direction,
    orderBy: `ORDER BY o.placed_at ${direction}, o.id ${direction}`,
  };
}
