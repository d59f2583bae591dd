import Link from "next/link";
import { AddressText } from "../../account/AddressText.tsx";
import { askAsCustomer } from "../../account/askAsCustomer.ts";
import { OrderList } from "../../account/OrderList.tsx";
import { requireSignedIn } from "../../account/signedIn.ts";
import { ButtonLink } from "../../design/Button.tsx";
import { Notice } from "../../design/Notice.tsx";
import { Account } from "../../graph/generated/documents.ts";
import { speak } from "../../locale/speak.ts";

const link = "inline-flex min-h-11 items-center text-accent underline underline-offset-4";

export default async function AccountPage() {
  await requireSignedIn();
  const [{ locale, words }, answer] = await Promise.all([speak(), askAsCustomer(Account, {})]);
  const texts = words.account;
  if (!answer?.data.me) return <Notice look="warning">{texts.unavailable}</Notice>;
  const { displayName, email, addresses, orders } = answer.data.me;
  const address = addresses.find(({ isDefault }) => isDefault) ?? addresses[0];
  const latest = orders?.edges.map(({ node }) => node);
  return (
    <>
      <div>
        <h1 className="text-3xl break-words">{texts.greeting(displayName)}</h1>
        <p className="mt-1 break-words text-muted">{email}</p>
      </div>
      <section aria-labelledby="latest" className="grid gap-4">
        <h2 id="latest" className="text-xl">
          {texts.orders.latest}
        </h2>
        {!latest && <Notice look="warning">{texts.unavailable}</Notice>}
        {latest?.length === 0 && (
          <div className="grid justify-items-start gap-3 rounded-2xl bg-raised p-6">
            <p>{texts.orders.none}</p>
            <ButtonLink href="/">{texts.orders.shop}</ButtonLink>
          </div>
        )}
        {latest && latest.length > 0 && (
          <>
            <OrderList orders={latest} heading="h3" />
            <Link href="/account/orders" prefetch={false} className={link}>
              {texts.orders.all}
            </Link>
          </>
        )}
      </section>
      <section aria-labelledby="address" className="grid justify-items-start gap-3">
        <h2 id="address" className="text-xl">
          {texts.addresses.title}
        </h2>
        {address ? <AddressText address={address} locale={locale} /> : <p>{texts.addresses.none}</p>}
        <Link href="/account/addresses" prefetch={false} className={link}>
          {address ? texts.addresses.edit : texts.addresses.add}
        </Link>
      </section>
    </>
  );
}
