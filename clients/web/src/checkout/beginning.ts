import type { CheckoutQuery } from "../graph/generated/operations.ts";
import type { Locale } from "../locale/locales.ts";
import type { SavedAddress } from "./AddressStep.tsx";
import type { CheckoutState } from "./checkoutState.ts";
import { countryName } from "./countries.ts";
import { addressFields, type EnteredAddress } from "./entered.ts";
import { paymentChoices } from "./paymentMethods.ts";

type Addresses = NonNullable<CheckoutQuery["me"]>["addresses"];

/** The addresses of a customer's book as they are offered, the one to offer first foremost. */
export function savedAddresses(addresses: Addresses, locale: Locale): readonly SavedAddress[] {
  return [...addresses]
    .sort((one, other) => Number(other.isDefault) - Number(one.isDefault))
    .map(({ id: _id, isDefault: _isDefault, ...address }) => ({
      value: JSON.stringify(address),
      name: address.fullName,
      text: [
        address.line1,
        address.line2,
        `${address.postalCode} ${address.city}`.trim(),
        countryName(address.countryCode, locale),
      ]
        .filter(Boolean)
        .join(", "),
    }));
}

/** A checkout in which nothing was entered yet: the customer's first address is chosen, if there is one. */
export function initialState(saved: readonly SavedAddress[]): CheckoutState {
  const address = Object.fromEntries(addressFields.map((field) => [field, ""])) as EnteredAddress;
  return {
    entered: {
      email: "",
      saved: saved[0]?.value ?? "new",
      address,
      shippingMethodId: "",
      payment: paymentChoices[0]!,
    },
    quote: null,
    problems: {},
    told: null,
  };
}
