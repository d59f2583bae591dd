import type { QuoteContentFragment, QuoteQuery } from "../graph/generated/operations.ts";
import { formatMoney, type Money } from "../locale/format.ts";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";

/** What a cart costs at an address, in words and amounts as they are shown. */
export interface QuoteView {
  readonly cartVersion: number;
  readonly lines: readonly QuotedLine[];
  /** How the total comes about, from top to bottom. */
  readonly rows: readonly SummaryRow[];
  readonly total: Money;
  readonly totalText: string;
  /** Taxes that are a part of the total. */
  readonly within: readonly SummaryRow[];
  readonly methods: readonly MethodView[];
  readonly methodId: string;
}

export interface QuotedLine {
  readonly id: string;
  readonly variantId: string | null;
  readonly title: string;
  readonly variant: string | null;
  readonly quantity: number;
  readonly amount: string;
}

export interface SummaryRow {
  readonly label: string;
  readonly amount: string;
  /** Whether it takes something off. */
  readonly isDiscount: boolean;
}

export interface MethodView {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  readonly days: string;
}

type QuotedCart = NonNullable<QuoteQuery["cart"]>;

/** A quote as it is shown: what is bought, and each part of the price under its name. */
export function viewOfQuote(
  quote: QuoteContentFragment,
  cart: QuotedCart,
  words: Messages["purchase"],
  locale: Locale,
): QuoteView {
  const { summary } = words;
  const money = (amount: Money) => formatMoney(amount, locale);
  const row = (label: string, amount: string, isDiscount = false) => ({ label, amount, isDiscount });
  const off = ({ name, code, amount }: Discount) =>
    row(code ? summary.discountByCode(name, code) : name, money({ ...amount, amount: -amount.amount }), true);
  const taxes = quote.taxes.map(({ name, ratePercent, amount, included }) => ({
    included,
    ...row(summary.tax(name, percent(ratePercent, locale)), money(amount)),
  }));
  const amounts = new Map(quote.lines.map((line) => [line.lineId, line]));
  const shippingBefore = quote.shippingDiscounts.reduce(
    (sum, { amount }) => sum + amount.amount,
    quote.shipping.amount,
  );
  return {
    cartVersion: cart.version,
    lines: cart.lines.map(({ id, quantity, variant }) => ({
      id,
      quantity,
      variantId: variant?.id ?? null,
      title: variant?.product.title ?? words.cart.gone,
      variant: variant?.options.map(({ value }) => value).join(" / ") || null,
      amount: amounts.has(id) ? money(undiscounted(amounts.get(id)!)) : "",
    })),
    rows: [
      row(words.cart.subtotal, money(quote.subtotal)),
      ...byPromotion(quote.lines.flatMap(({ discounts }) => discounts)).map(off),
      row(summary.shipping(quote.shippingMethod.name), money({ ...quote.shipping, amount: shippingBefore })),
      ...quote.shippingDiscounts.map(off),
      ...taxes.filter(({ included }) => !included),
    ],
    total: quote.total,
    totalText: money(quote.total),
    within: taxes.filter(({ included }) => included),
    methods: quote.shippingMethods.map(({ id, name, price, estimatedDays }) => ({
      id,
      name,
      price: price.amount === 0 ? summary.free : money(price),
      days: summary.days(estimatedDays),
    })),
    methodId: quote.shippingMethod.id,
  };
}

type Discount = QuoteContentFragment["shippingDiscounts"][number];

function undiscounted({ total, discounts }: QuoteContentFragment["lines"][number]): Money {
  return { ...total, amount: discounts.reduce((sum, { amount }) => sum + amount.amount, total.amount) };
}

/** Each promotion once, with all that it takes off. */
export function byPromotion<One extends { readonly promotionId: string; readonly amount: Money }>(
  discounts: readonly One[],
): readonly One[] {
  const sums = new Map<string, One>();
  for (const discount of discounts) {
    const before = sums.get(discount.promotionId)?.amount.amount ?? 0;
    sums.set(discount.promotionId, {
      ...discount,
      amount: { ...discount.amount, amount: before + discount.amount.amount },
    });
  }
  return [...sums.values()];
}

/** A rate for people: the graph's decimal with the language's sign. */
export function percent(rate: string, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 3 }).format(Number(rate) / 100);
}
