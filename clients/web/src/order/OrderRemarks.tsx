import type { OrderContentFragment } from "../graph/generated/operations.ts";
import { formatDate, formatMoney } from "../locale/format.ts";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";

/** What of an order came back, and how it was changed. */
export function OrderRemarks({
  order,
  words,
  locale,
}: {
  readonly order: Pick<OrderContentFragment, "returns" | "edits">;
  readonly words: Messages["purchase"]["order"];
  readonly locale: Locale;
}) {
  const { returns, edits } = order;
  return (
    <>
      {returns.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-3 text-xl">{words.returns}</h2>
          <ul className="grid gap-3">
            {returns.map(({ id, status, note, requestedAt, lines }) => (
              <li key={id} className="rounded-xl border border-line p-4">
                <p className="font-medium">{words.returnStatus[status]}</p>
                <p className="text-sm text-muted">{words.returnedOn(formatDate(requestedAt, locale))}</p>
                {note && <p>{note}</p>}
                <ul className="text-sm">
                  {lines.map(({ line, quantity }) => (
                    <li key={line.id}>
                      {quantity} × {line.title}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </section>
      )}
      {edits.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-3 text-xl">{words.edits}</h2>
          <ul className="list-disc pl-5">
            {edits.map(({ id, status, createdAt, total }) => (
              <li key={id}>
                {words.editText(words.editStatus[status], formatDate(createdAt, locale), formatMoney(total, locale))}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
