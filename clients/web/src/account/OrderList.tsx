import { randomUUID } from "node:crypto";
import Link from "next/link";
import { Picture } from "../design/Picture.tsx";
import { Price } from "../design/Price.tsx";
import type { OrderInListFragment } from "../graph/generated/operations.ts";
import { formatDate } from "../locale/format.ts";
import { speak } from "../locale/speak.ts";
import { CancelOrder } from "../order/CancelOrder.tsx";
import { mayBeCancelled } from "../order/orderStates.ts";

const shownPictures = 4;

/** Orders, newest first, each with the way to it. */
export async function OrderList({
  orders,
  heading: Heading,
}: {
  readonly orders: readonly OrderInListFragment[];
  /** Of each order: one below that of what the list stands under. */
  readonly heading: "h2" | "h3";
}) {
  const { locale, words } = await speak();
  const { orders: texts } = words.account;
  const { reason, do: confirm, done } = words.purchase.order.cancel;
  return (
    <ul className="grid gap-4">
      {orders.map((order) => {
        const pieces = order.lines.slice(1).reduce((sum, { quantity }) => sum + quantity, 0);
        return (
          <li key={order.id} className="grid gap-3 rounded-2xl border border-line p-5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <Heading className="text-lg">
                <Link
                  href={`/orders/${order.id}`}
                  prefetch={false}
                  className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:decoration-current"
                >
                  {texts.number(order.number)}
                </Link>
              </Heading>
              <Price money={order.total} locale={locale} className="font-semibold" />
            </div>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
              <span className="rounded-full bg-accent-soft px-3 py-1 text-sm font-medium text-ink">
                {texts.status[order.status]}
              </span>
              {texts.placed(formatDate(order.placedAt, locale))}
            </p>
            <ul className="flex gap-2" aria-hidden="true">
              {order.lines.slice(0, shownPictures).map(({ id, variant }) => (
                <li key={id}>
                  <Picture
                    media={variant?.product?.media[0]}
                    sizes="64px"
                    alternative=""
                    className="aspect-square w-16"
                  />
                </li>
              ))}
            </ul>
            <p>
              {order.lines[0]?.title} {pieces > 0 && texts.more(pieces)}
            </p>
            {mayBeCancelled(order.status) && (
              <CancelOrder
                orderId={order.id}
                idempotencyKey={randomUUID()}
                words={{
                  title: texts.cancel,
                  titleOf: texts.cancelOf(order.number),
                  ...{ reason, do: confirm, done },
                }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
