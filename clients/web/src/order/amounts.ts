import { byPromotion, percent, type SummaryRow } from "../checkout/quoteView.ts";
import type { OrderContentFragment } from "../graph/generated/operations.ts";
import { formatMoney, type Money } from "../locale/format.ts";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";

/** How the total of an order comes about, and what is a part of it. */
export interface OrderAmounts {
  readonly rows: readonly SummaryRow[];
  readonly within: readonly SummaryRow[];
  readonly totalText: string;
}

/** The amounts of an order, each under its name. Orders from before names were kept have sums alone. */
export function amountsOf(order: OrderContentFragment, words: Messages["purchase"], locale: Locale): OrderAmounts {
  const { summary, cart } = words;
  const money = (amount: Money) => formatMoney(amount, locale);
  const row = (label: string, amount: string, isDiscount = false) => ({ label, amount, isDiscount });
  const off = ({ name, code, amount }: OrderContentFragment["shippingDiscounts"][number]) =>
    row(code ? summary.discountByCode(name, code) : name, money({ ...amount, amount: -amount.amount }), true);

  const named = byPromotion(order.lines.flatMap(({ discounts }) => discounts));
  const unnamed = order.discount.amount - named.reduce((sum, { amount }) => sum + amount.amount, 0);
  const shipping = order.shippingDiscounts.reduce((sum, { amount }) => sum + amount.amount, order.shipping.amount);
  const taxes = taxesOf(order).map((tax) =>
    row(summary.tax(tax.name, percent(tax.ratePercent, locale)), money(tax.amount)),
  );

  return {
    rows: [
      row(cart.subtotal, money(order.subtotal)),
      ...named.map(off),
      ...(unnamed > 0 ? [row(cart.discount, money({ ...order.discount, amount: -unnamed }), true)] : []),
      row(summary.shipping(order.shippingMethod), money({ ...order.shipping, amount: shipping })),
      ...order.shippingDiscounts.map(off),
      ...(order.taxIncluded ? [] : taxes),
    ],
    within: order.taxIncluded ? taxes : [],
    totalText: money(order.total),
  };
}

type Tax = OrderContentFragment["shippingTaxes"][number];

/** The taxes of all lines and of shipping, each name and rate once. */
function taxesOf({ lines, shippingTaxes }: OrderContentFragment): readonly Tax[] {
  const sums = new Map<string, Tax>();
  for (const tax of [...lines.flatMap(({ taxes }) => taxes), ...shippingTaxes]) {
    const key = `${tax.name} ${tax.ratePercent}`;
    const before = sums.get(key)?.amount.amount ?? 0;
    sums.set(key, { ...tax, amount: { ...tax.amount, amount: before + tax.amount.amount } });
  }
  return [...sums.values()];
}
