import { Button, ButtonLink } from "../design/Button.tsx";
import type { AddressEntryFragment } from "../graph/generated/operations.ts";
import { speak } from "../locale/speak.ts";
import { AddressText } from "./AddressText.tsx";
import { makeDefaultAddress, removeAddress } from "./addressActions.ts";

/** All addresses of a customer, and what can be done with each. */
export async function AddressBook({ addresses }: { readonly addresses: readonly AddressEntryFragment[] }) {
  const { locale, words } = await speak();
  const { addresses: texts } = words.account;
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {addresses.map((address) => {
        const about = (action: string) => texts.ofWhom(action, address.fullName, address.line1);
        return (
          <li key={address.id} className="flex flex-col gap-4 rounded-2xl border border-line p-5">
            <AddressText address={address} locale={locale} />
            {address.isDefault && (
              <p className="self-start rounded-full bg-accent-soft px-3 py-1 text-sm font-medium">{texts.isDefault}</p>
            )}
            <div className="mt-auto flex flex-wrap items-start gap-2">
              <ButtonLink
                href={`/account/addresses/${address.id}`}
                prefetch={false}
                look="secondary"
                aria-label={about(texts.edit)}
              >
                {texts.edit}
              </ButtonLink>
              {!address.isDefault && (
                <form action={makeDefaultAddress}>
                  <input type="hidden" name="id" value={address.id} />
                  <Button type="submit" look="secondary" aria-label={about(texts.makeDefault)}>
                    {texts.makeDefault}
                  </Button>
                </form>
              )}
              <details className="w-full">
                <summary
                  aria-label={about(texts.remove)}
                  className="inline-flex min-h-11 cursor-pointer list-none items-center px-2 text-danger underline underline-offset-4"
                >
                  {texts.remove}
                </summary>
                <form action={removeAddress} className="mt-2 grid gap-3 rounded-xl bg-danger-soft p-4">
                  <p>{texts.confirmRemove}</p>
                  <input type="hidden" name="id" value={address.id} />
                  <Button type="submit" look="danger" aria-label={about(texts.remove)}>
                    {texts.remove}
                  </Button>
                </form>
              </details>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
