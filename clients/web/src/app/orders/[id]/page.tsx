import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { countryName } from "../../../checkout/countries.ts";
import { Summary } from "../../../checkout/Summary.tsx";
import { ButtonLink } from "../../../design/Button.tsx";
import { ask } from "../../../graph/ask.ts";
import { OrderPage as Document } from "../../../graph/generated/documents.ts";
import { formatDate, formatMoney } from "../../../locale/format.ts";
import { speak } from "../../../locale/speak.ts";
import { amountsOf } from "../../../order/amounts.ts";
import { CancelOrder } from "../../../order/CancelOrder.tsx";
import { parcelOf } from "../../../order/eventStream.ts";
import { happeningsOf } from "../../../order/history.ts";
import { LiveOrder } from "../../../order/LiveOrder.tsx";
import { OrderRemarks } from "../../../order/OrderRemarks.tsx";
import { mayBeCancelled } from "../../../order/orderStates.ts";
import { PrintButton } from "../../../order/PrintButton.tsx";

/** The address of a guest's order is the right to it, so it is neither indexed nor told to other hosts. */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "same-origin" };

export default async function OrderPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = decodeURIComponent((await params).id);
  const [{ words, locale }, { data }] = await Promise.all([speak(), ask(Document, { id })]);
  const { order } = data;
  if (!order) notFound();
  const { order: texts, checkout } = words.purchase;
  const path = `/orders/${encodeURIComponent(id)}`;
  const { shippingAddress: to, status, paymentStatus } = order;
  const lines = order.lines.map(({ id: key, title, quantity, variant, unitPrice }) => ({
    id: key,
    variantId: variant?.id ?? null,
    title: variant?.product.title ?? title,
    variant: variant?.options.map(({ value }) => value).join(" / ") || null,
    quantity,
    amount: formatMoney({ ...unitPrice, amount: unitPrice.amount * quantity }, locale),
  }));
  return (
    <>
      <title>{texts.title(order.number)}</title>
      <header className="mb-8 flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="text-3xl">{texts.title(order.number)}</h1>
          <p className="mt-1 text-muted">{texts.placedOn(formatDate(order.placedAt, locale))}</p>
        </div>
        <PrintButton>{texts.print}</PrintButton>
      </header>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[1fr_24rem] print:block">
        <div>
          <LiveOrder
            path={path}
            status={status}
            sequence={order.timeline.at(-1)?.sequence ?? 0}
            happenings={happeningsOf(order, texts, locale)}
            parcels={order.fulfilments.map(parcelOf)}
            words={{
              ...{ status: texts.status, statusText: texts.statusText, live: texts.live, parcels: texts.parcels },
              ...{ historyTitle: texts.history.title, parcelStatus: texts.parcelStatus, tracking: texts.tracking },
            }}
            locale={locale}
          />
          {status === "PLACED" && paymentStatus === "REQUIRES_ACTION" && (
            <ButtonLink href={`/checkout/confirm/${encodeURIComponent(id)}`} className="mt-6 print:hidden">
              {texts.confirmPayment}
            </ButtonLink>
          )}
          {status === "REJECTED" && (
            <ButtonLink href="/checkout" className="mt-6 print:hidden">
              {texts.tryAgain}
            </ButtonLink>
          )}
          <OrderRemarks order={order} words={texts} locale={locale} />
        </div>
        <div className="space-y-6 self-start print:mt-8">
          <section aria-labelledby="lines-title" className="rounded-2xl bg-raised p-6 print:bg-transparent print:p-0">
            <h2 id="lines-title" className="mb-4 text-xl">
              {texts.lines}
            </h2>
            <Summary quote={{ ...amountsOf(order, words.purchase, locale), lines }} words={checkout} />
            {order.refunded.amount > 0 && (
              <p className="mt-2 flex justify-between gap-4 font-medium">
                <span>{texts.refunded}</span>
                <span className="tabular-nums">{formatMoney(order.refunded, locale)}</span>
              </p>
            )}
          </section>
          {to && (
            <section aria-labelledby="address-title">
              <h2 id="address-title" className="mb-2 text-xl">
                {texts.address}
              </h2>
              <address className="not-italic">
                {[to.fullName, to.line1, to.line2, `${to.postalCode} ${to.city}`.trim(), to.region]
                  .filter(Boolean)
                  .map((line) => (
                    <span key={line} className="block">
                      {line}
                    </span>
                  ))}
                <span className="block">{countryName(to.countryCode, locale)}</span>
              </address>
            </section>
          )}
          {mayBeCancelled(status) && (
            <CancelOrder
              orderId={id}
              idempotencyKey={randomUUID()}
              words={{
                title: texts.cancel.title,
                reason: texts.cancel.reason,
                do: texts.cancel.do,
                done: texts.cancel.done,
              }}
            />
          )}
        </div>
      </div>
    </>
  );
}
