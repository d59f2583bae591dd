import type { Metadata } from "next";
import { AddressBook } from "../../../account/AddressBook.tsx";
import { askAsCustomer } from "../../../account/askAsCustomer.ts";
import { requireSignedIn } from "../../../account/signedIn.ts";
import { ButtonLink } from "../../../design/Button.tsx";
import { Notice } from "../../../design/Notice.tsx";
import { AccountAddresses } from "../../../graph/generated/documents.ts";
import { speak } from "../../../locale/speak.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.account.addresses.title, robots: { index: false } };
}

export default async function AddressesPage() {
  await requireSignedIn();
  const [{ words }, answer] = await Promise.all([speak(), askAsCustomer(AccountAddresses, {})]);
  const texts = words.account.addresses;
  const addresses = answer?.data.me?.addresses;
  return (
    <>
      <h1 className="text-3xl">{texts.title}</h1>
      {!addresses && <Notice look="warning">{words.account.unavailable}</Notice>}
      {addresses?.length === 0 && <p>{texts.none}</p>}
      {addresses && addresses.length > 0 && <AddressBook addresses={addresses} />}
      <p>
        <ButtonLink href="/account/addresses/new" prefetch={false}>
          {texts.add}
        </ButtonLink>
      </p>
    </>
  );
}
