import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";
import type { ShownProduct } from "./loadProduct.ts";

type Attribute = ShownProduct["attributes"][number];

/** What a product says of itself, and the article number of the variant that is chosen. */
export function Attributes({
  attributes,
  sku,
  words,
  locale,
}: {
  readonly attributes: readonly Attribute[];
  readonly sku: string | undefined;
  readonly words: Messages["browse"]["product"];
  readonly locale: Locale;
}) {
  const rows = attributes.map((attribute) => ({ name: attribute.name, value: textOfValue(attribute, words, locale) }));
  if (sku) rows.push({ name: words.sku, value: sku });
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="details">
      <h2 id="details" className="mb-2 text-xl">
        {words.details}
      </h2>
      <dl className="divide-y divide-line border-y border-line">
        {rows.map(({ name, value }) => (
          <div key={name} className="grid grid-cols-2 gap-4 py-2">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function textOfValue(
  { kind, text, number, unit, boolean, choice }: Attribute,
  words: Messages["browse"]["product"],
  locale: Locale,
) {
  switch (kind) {
    case "NUMBER":
      return [number !== null && new Intl.NumberFormat(locale).format(number), unit].filter(Boolean).join(" ");
    case "BOOLEAN":
      return boolean ? words.yes : words.no;
    case "SELECT":
      return choice?.label ?? "";
    default:
      return text ?? "";
  }
}
