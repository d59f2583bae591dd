import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ConfirmationForm } from "../../../../checkout/ConfirmationForm.tsx";
import { Notice } from "../../../../design/Notice.tsx";
import { ask } from "../../../../graph/ask.ts";
import { OrderToConfirm } from "../../../../graph/generated/documents.ts";
import { formatMoney } from "../../../../locale/format.ts";
import { speak } from "../../../../locale/speak.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.purchase.checkout.confirm.title, robots: { index: false, follow: false } };
}

/** Stands for the page of the shopper's bank, which the test provider has not. */
export default async function ConfirmationPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = decodeURIComponent((await params).id);
  const [{ words, locale }, { data }] = await Promise.all([speak(), ask(OrderToConfirm, { id })]);
  const { order } = data;
  if (!order) notFound();
  if (order.status !== "PLACED") redirect(`/orders/${encodeURIComponent(id)}`);
  const { confirm } = words.purchase.checkout;
  return (
    <div className="mx-auto max-w-md rounded-2xl border border-line p-6 sm:p-8">
      <h1 className="mb-4 text-2xl">{confirm.title}</h1>
      <Notice>{confirm.text}</Notice>
      <p className="mt-6 text-lg">{confirm.ask(formatMoney(order.total, locale), order.number)}</p>
      <ConfirmationForm orderId={id} words={{ yes: confirm.yes, no: confirm.no }} />
    </div>
  );
}
