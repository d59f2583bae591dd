import { notFound } from "next/navigation";
import { AddressPage } from "../../../../account/AddressPage.tsx";
import { askAsCustomer } from "../../../../account/askAsCustomer.ts";
import { requireSignedIn } from "../../../../account/signedIn.ts";
import { Notice } from "../../../../design/Notice.tsx";
import { AccountAddresses } from "../../../../graph/generated/documents.ts";
import { speak } from "../../../../locale/speak.ts";

export default async function ChangeAddressPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  await requireSignedIn();
  const [{ id }, { words }, answer] = await Promise.all([params, speak(), askAsCustomer(AccountAddresses, {})]);
  if (!answer?.data.me) return <Notice look="warning">{words.account.unavailable}</Notice>;
  const address = answer.data.me.addresses.find((each) => each.id === decodeURIComponent(id));
  if (!address) notFound();
  return <AddressPage address={address} />;
}
