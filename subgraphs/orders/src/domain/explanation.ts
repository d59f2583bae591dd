import type { Order, OrderLine } from "./order.ts";

/** What a promotion took off a line, or off the shipping. */
export interface LineDiscount {
  readonly promotionId: string;
  readonly name: string;
  /** Null for a promotion that needs no code. */
  readonly code: string | null;
  /** Minor units, as all amounts here. */
  readonly amount: number;
}

/** A tax on a line, or on the shipping, by one rule. */
export interface LineTax {
  /** Such as "VAT, Germany". */
  readonly name: string;
  /** A decimal, such as "6.875". */
  readonly ratePercent: string;
  readonly amount: number;
  /** Whether the price holds it already. */
  readonly included: boolean;
}

const sum = (amounts: readonly { readonly amount: number }[]) =>
  amounts.reduce((total, { amount }) => total + amount, 0);

/** What a line costs with its taxes: those that its price holds already are not paid again. */
export function paidFor({ total, tax, taxes }: Pick<OrderLine, "total" | "tax" | "taxes">): number {
  return total + tax - sum(taxes.filter(({ included }) => included));
}

/** The amounts of an order that do not add up, each in a sentence; none for an order whose amounts are right. */
export function disagreements(order: Order): string[] {
  const { lines, subtotal, discount, shipping, tax, total, taxIncluded, shippingTaxes } = order;
  const linesSum = (of: (line: OrderLine) => number) => lines.reduce((all, line) => all + of(line), 0);
  const due = subtotal - discount + shipping + (taxIncluded ? 0 : tax);
  const told: [string, number, number][] = [
    ["the total", total, due],
    ["the subtotal", subtotal, linesSum(({ unitPrice, quantity }) => unitPrice * quantity)],
    ["the discount", discount, linesSum((line) => line.discount)],
    ...lines.flatMap((line): [string, number, number][] => [
      [`the total of ${line.sku}`, line.total, line.unitPrice * line.quantity - line.discount],
      ...(line.discounts.length > 0
        ? [[`the discounts of ${line.sku}`, line.discount, sum(line.discounts)] as [string, number, number]]
        : []),
      ...(line.taxes.length > 0
        ? [[`the taxes of ${line.sku}`, line.tax, sum(line.taxes)] as [string, number, number]]
        : []),
    ]),
    ...(shippingTaxes.length > 0
      ? [["the taxes", tax, linesSum((line) => line.tax) + sum(shippingTaxes)] as [string, number, number]]
      : []),
  ];
  return told
    .filter(([, is, should]) => is !== should)
    .map(([what, is, should]) => `${what} is ${is}, and its parts make ${should}`);
}
