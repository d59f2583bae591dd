import { Button } from "../design/Button.tsx";
import type { ListingQuery } from "../graph/generated/operations.ts";
import { formatMoney, minorDigitsOf } from "../locale/format.ts";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";
import { addressOf, type Choices, changed, hiddenFields, priceText } from "./choices.ts";
import { FilterLink } from "./FacetGroup.tsx";
import { priceRanges } from "./facets.ts";

type Found = ListingQuery["searchProducts"];

/** The ways to choose by price: a picture of how prices are spread, ranges as links, and a range of one's own. */
export function PriceFilter({
  found,
  choices,
  path,
  words,
  locale,
}: {
  readonly found: Pick<Found, "facets" | "priceHistogram">;
  readonly choices: Choices;
  readonly path: string;
  readonly words: Messages["browse"]["listing"];
  readonly locale: Locale;
}) {
  const histogram = found.priceHistogram;
  const [first] = histogram;
  if (!first) return null;
  const { currency } = first.min;
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  const chosen = choices.price && priceText(choices.price);
  const ranges = priceRanges(found).filter(({ count, min, max }) => count > 0 || priceText({ min, max }) === chosen);
  return (
    <>
      <Spread
        histogram={histogram}
        choices={choices}
        label={words.priceSpread(money(first.min.amount), money(histogram.at(-1)!.max.amount))}
      />
      <ul aria-label={words.price}>
        {ranges.map(({ min, max, count }) => {
          const isChosen = priceText({ min, max }) === chosen;
          const end = max === undefined ? undefined : max + 1;
          return (
            <li key={min}>
              <FilterLink
                href={addressOf(path, changed(choices, { price: isChosen ? undefined : { min, max } }))}
                isChosen={isChosen}
                count={count}
                label={
                  end === undefined
                    ? words.andMore(money(min))
                    : min === 0
                      ? words.upTo(money(end))
                      : `${money(min)} – ${money(end)}`
                }
                words={words}
              />
            </li>
          );
        })}
      </ul>
      <form action={path} className="mt-3 flex items-end gap-2">
        {hiddenFields(choices, ["price"]).map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <PriceField name="price_from" label={words.priceFrom} amount={choices.price?.min} currency={currency} />
        <PriceField name="price_to" label={words.priceTo} amount={choices.price?.max} currency={currency} />
        <Button type="submit" look="secondary" className="px-4">
          {words.apply}
        </Button>
      </form>
    </>
  );
}

function PriceField({
  name,
  label,
  amount,
  currency,
}: {
  readonly name: string;
  readonly label: string;
  readonly amount: number | undefined;
  readonly currency: string;
}) {
  return (
    <label className="min-w-0 grow text-sm">
      <span className="mb-1 block text-muted">{label}</span>
      <input
        name={name}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={amount === undefined ? undefined : amount / 10 ** minorDigitsOf(currency)}
        className="min-h-11 w-full rounded-lg border border-control bg-surface px-3 tabular-nums"
      />
    </label>
  );
}

/** Bars as high as there are products of a price; those within what was chosen stand out. The ranges below say the same. */
function Spread({
  histogram,
  choices: { price },
  label,
}: {
  readonly histogram: Found["priceHistogram"];
  readonly choices: Choices;
  readonly label: string;
}) {
  const most = Math.max(...histogram.map(({ count }) => count), 1);
  const isIn = (min: number, max: number) => (price?.min ?? 0) <= max && (price?.max ?? Infinity) >= min;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${histogram.length * 10} 40`}
      preserveAspectRatio="none"
      className="mb-2 h-14 w-full text-accent"
    >
      {histogram.map(({ min, max, count }, index) => {
        const height = count === 0 ? 0.5 : 2 + (count / most) * 38;
        return (
          <rect
            key={min.amount}
            x={index * 10 + 1}
            y={40 - height}
            width={8}
            height={height}
            rx={1}
            fill="currentColor"
            opacity={isIn(min.amount, max.amount) ? 0.85 : 0.25}
          />
        );
      })}
    </svg>
  );
}
