import type { Metadata } from "next";
import Link from "next/link";
import { askAsCustomer } from "../../../account/askAsCustomer.ts";
import { OrderList } from "../../../account/OrderList.tsx";
import { orderFilterOf, orderKindOf, orderKinds, ordersPath } from "../../../account/orderFilter.ts";
import { requireSignedIn } from "../../../account/signedIn.ts";
import { ButtonLink } from "../../../design/Button.tsx";
import { Notice } from "../../../design/Notice.tsx";
import { AccountOrders } from "../../../graph/generated/documents.ts";
import { speak } from "../../../locale/speak.ts";

const perPage = 10;

interface Properties {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.account.orders.title, robots: { index: false } };
}

export default async function OrdersPage({ searchParams }: Properties) {
  await requireSignedIn();
  const { status, after: from } = await searchParams;
  const kind = orderKindOf([status].flat()[0]);
  const after = [from].flat()[0] ?? null;
  const [{ words }, answer] = await Promise.all([
    speak(),
    askAsCustomer(AccountOrders, { first: perPage, after, filter: orderFilterOf(kind) }),
  ]);
  const texts = words.account.orders;
  const orders = answer?.data.me?.orders;
  return (
    <>
      <h1 className="text-3xl">{texts.title}</h1>
      <nav aria-label={texts.filter}>
        <ul className="flex flex-wrap gap-2">
          {orderKinds.map((each) => (
            <li key={each}>
              <Link
                href={ordersPath(each)}
                prefetch={false}
                aria-current={each === kind ? "true" : undefined}
                className="inline-flex min-h-11 items-center rounded-full border border-control px-4 hover:bg-raised aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-semibold"
              >
                {texts.filters[each]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {!orders && <Notice look="warning">{words.account.unavailable}</Notice>}
      {orders?.edges.length === 0 && (
        <div className="grid justify-items-start gap-3 rounded-2xl bg-raised p-6">
          <p>{kind === "all" ? texts.none : texts.noneOfThese}</p>
          <ButtonLink href="/">{texts.shop}</ButtonLink>
        </div>
      )}
      {orders && <OrderList orders={orders.edges.map(({ node }) => node)} heading="h2" />}
      <div className="flex flex-wrap gap-3">
        {after !== null && (
          <ButtonLink href={ordersPath(kind)} prefetch={false} look="secondary">
            {texts.newer}
          </ButtonLink>
        )}
        {orders?.pageInfo.hasNextPage && (
          <ButtonLink href={ordersPath(kind, orders.pageInfo.endCursor)} prefetch={false} look="secondary">
            {texts.older}
          </ButtonLink>
        )}
      </div>
    </>
  );
}
