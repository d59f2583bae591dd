import { countryName } from "../checkout/countries.ts";
import type { AddressEntryFragment } from "../graph/generated/operations.ts";
import type { Locale } from "../locale/locales.ts";

/** An address as it is written on a parcel. */
export function AddressText({ address, locale }: { readonly address: AddressEntryFragment; readonly locale: Locale }) {
  const { fullName, line1, line2, postalCode, city, region, countryCode, phone } = address;
  const lines = [
    line1,
    line2,
    [postalCode, city].filter(Boolean).join(" "),
    region,
    countryName(countryCode, locale),
    phone,
  ];
  return (
    <address className="break-words not-italic">
      <span className="block font-semibold">{fullName}</span>
      {lines.filter(Boolean).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}
