import type { QuoteView } from "./quoteView.ts";

/** What is bought and how its price comes about, line by line. */
export function Summary({
  quote,
  words,
}: {
  readonly quote: Pick<QuoteView, "lines" | "rows" | "within" | "totalText">;
  readonly words: { readonly total: string; readonly within: string };
}) {
  return (
    <>
      <ul className="space-y-3">
        {quote.lines.map(({ id, title, variant, quantity, amount }) => (
          <li key={id} className="flex justify-between gap-4">
            <span className="min-w-0">
              {quantity} × {title}
              {variant && <span className="block text-sm text-muted">{variant}</span>}
            </span>
            <span className="tabular-nums">{amount}</span>
          </li>
        ))}
      </ul>
      <dl className="mt-4 space-y-1 border-t border-line pt-4">
        {quote.rows.map(({ label, amount, isDiscount }) => (
          <div key={label} className={`flex justify-between gap-4 ${isDiscount ? "text-accent" : ""}`}>
            <dt className="min-w-0">{label}</dt>
            <dd className="tabular-nums">{amount}</dd>
          </div>
        ))}
        <div className="flex items-baseline justify-between gap-4 border-t border-line pt-2 text-lg font-semibold">
          <dt>{words.total}</dt>
          <dd className="tabular-nums">{quote.totalText}</dd>
        </div>
        {quote.within.map(({ label, amount }) => (
          <div key={label} className="flex justify-between gap-4 text-sm text-muted">
            <dt>
              {words.within} {label}
            </dt>
            <dd className="tabular-nums">{amount}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
