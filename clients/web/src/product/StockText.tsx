import { formatDate } from "../locale/format.ts";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";
import type { Availability } from "./loadProduct.ts";

/** From how many pieces on nobody needs to hurry. */
const plenty = 6;

/** Whether a variant is there, in words and not by colour alone. `availability`: null when it cannot be told at the moment. */
export function StockText({
  availability,
  words,
  locale,
}: {
  readonly availability: Availability | null;
  readonly words: Messages["browse"]["product"];
  readonly locale: Locale;
}) {
  const { text, look } = describe(availability, words, locale);
  return (
    <p className={`flex items-center gap-2 ${look}`}>
      <span aria-hidden="true" className="size-2.5 rounded-full bg-current" />
      {text}
    </p>
  );
}

function describe(availability: Availability | null, words: Messages["browse"]["product"], locale: Locale) {
  if (!availability) return { text: words.unknown, look: "text-muted" };
  const { status, quantity, expectedAt } = availability;
  const day = expectedAt && formatDate(expectedAt, locale);
  switch (status) {
    case "IN_STOCK":
      return quantity !== null && quantity < plenty
        ? { text: words.fewLeft(quantity), look: "text-warning" }
        : { text: words.inStock, look: "text-accent" };
    case "BACKORDER":
      return { text: day ? words.backorderAt(day) : words.backorder, look: "text-warning" };
    case "PREORDER":
      return { text: day ? words.preorderAt(day) : words.preorder, look: "text-warning" };
    default:
      return { text: words.soldOut, look: "text-danger" };
  }
}
