import { formatMoney, type Money } from "../locale/format.ts";
import type { Locale } from "../locale/locales.ts";

/** An amount; struck through beside it what it was before, where that was more. */
export function Price({
  money,
  before,
  beforeLabel,
  locale,
  className = "",
}: {
  readonly money: Money;
  readonly before?: Money | null;
  /** Says to who cannot see the line through it what the second amount is. */
  readonly beforeLabel?: string;
  readonly locale: Locale;
  readonly className?: string;
}) {
  return (
    <span className={`tabular-nums ${className}`}>
      {formatMoney(money, locale)}
      {before && before.amount > money.amount && (
        <>
          {" "}
          <s className="text-muted">
            <span className="sr-only">{beforeLabel} </span>
            {formatMoney(before, locale)}
          </s>
        </>
      )}
    </span>
  );
}
