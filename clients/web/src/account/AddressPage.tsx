import Link from "next/link";
import { EntryForm } from "../design/EntryForm.tsx";
import type { AddressEntryFragment } from "../graph/generated/operations.ts";
import { speak } from "../locale/speak.ts";
import { saveAddress } from "./addressActions.ts";
import { addressEntries } from "./addressForm.ts";

/** Where an address is entered: a new one, or one that is changed. */
export async function AddressPage({ address }: { readonly address?: AddressEntryFragment }) {
  const { locale, words } = await speak();
  const texts = words.account.addresses;
  return (
    <>
      <h1 className="text-3xl">{address ? texts.editTitle : texts.add}</h1>
      <div className="max-w-2xl">
        <EntryForm
          action={saveAddress}
          entries={addressEntries(words, locale, address)}
          hidden={address ? { id: address.id } : {}}
          submit={texts.save}
          notSent={words.chrome.offline.notSent}
        />
      </div>
      <Link
        href="/account/addresses"
        prefetch={false}
        className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
      >
        {texts.back}
      </Link>
    </>
  );
}
