import type { Discrepancy } from "@angidi/datastores";
import type { OrderInBooks, Pieces } from "./orderInBooks.ts";

/** Orders that came to nothing: all that they had taken is back. */
const undone: readonly string[] = ["REJECTED", "CANCELLED"];

interface Rule {
  /** True when it is kept. */
  readonly rule: string;
  /** The figures that differ; null: none. */
  readonly broken: (order: OrderInBooks) => string | null;
}

const rules: readonly Rule[] = [
  {
    rule: "An order that stands has been paid: what was captured and not refunded is its total without its refunds",
    broken: ({ status, total, refunded, refundedOutside: outside, payment }) =>
      undone.includes(status) || payment.captured - payment.refunded - outside === total - refunded
        ? null
        : `${status}, total ${total}, refunded ${refunded}, outside ${outside}; payments captured ${payment.captured}, refunded ${payment.refunded}`,
  },
  {
    rule: "An order that was rejected or cancelled has kept no money",
    broken: ({ status, refundedOutside: outside, payment }) =>
      !undone.includes(status) || payment.captured === payment.refunded + outside
        ? null
        : `${status}, outside ${outside}; payments captured ${payment.captured}, refunded ${payment.refunded}`,
  },
  {
    rule: "An order is paid in its own currency",
    broken: ({ currency, payment: { currencies } }) =>
      currencies.every((paid) => paid === currency) ? null : `${currency}; payments in ${currencies.join(", ")}`,
  },
  {
    rule: "Inventory holds for an order that stands what is still to be sent, and nothing for any other",
    broken: ({ status, ordered, shipped, withdrawn, stock }) =>
      differing(undone.includes(status) ? {} : without(without(ordered, shipped), withdrawn), stock.held, status),
  },
  {
    rule: "What an order has sent has left the warehouse",
    broken: ({ status, shipped, stock }) => differing(shipped, stock.fulfilled, status),
  },
  {
    rule: "A promotion counts as used by an order that stands and has it, and by no other",
    broken: ({ status, promotionIds, redeemed }) => {
      const expected = undone.includes(status) ? [] : promotionIds;
      return sorted(expected) === sorted(redeemed)
        ? null
        : `${status}; orders: ${sorted(expected) || "none"}; carts: ${sorted(redeemed) || "none"}`;
    },
  },
];

/** What does not agree about an order. One that is under way is not judged. */
export function discrepanciesOf(order: OrderInBooks): Discrepancy[] {
  if (order.isUnderWay) return [];
  return rules.flatMap(({ rule, broken }) => {
    const detail = broken(order);
    return detail === null ? [] : [{ rule, subject: `order ${order.number}`, detail }];
  });
}

function without(pieces: Pieces, fewer: Pieces): Pieces {
  return Object.fromEntries(Object.entries(pieces).map(([sku, quantity]) => [sku, quantity - (fewer[sku] ?? 0)]));
}

/** By SKU, what orders and inventory say differently. */
function differing(orders: Pieces, inventory: Pieces, status: string): string | null {
  const skus = [...new Set([...Object.keys(orders), ...Object.keys(inventory)])].sort();
  const different = skus.filter((sku) => (orders[sku] ?? 0) !== (inventory[sku] ?? 0));
  if (different.length === 0) return null;
  const figures = different.map((sku) => `${sku}: orders ${orders[sku] ?? 0}, inventory ${inventory[sku] ?? 0}`);
  return `${status}; ${figures.join("; ")}`;
}

function sorted(ids: readonly string[]): string {
  return [...ids].sort().join(", ");
}
