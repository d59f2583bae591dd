import { z } from "zod";
import { countriesIn } from "../checkout/countries.ts";
import type { Entry } from "../design/entries.ts";
import type { AddressEntryFragment, AddressInput } from "../graph/generated/operations.ts";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";

const text = z.string().trim().catch("");
/** What an address form has, as it was entered. */
export const addressForm = z.object({
  fullName: text,
  line1: text,
  line2: text,
  postalCode: text,
  city: text,
  region: text,
  countryCode: text,
  phone: text,
});
export type EnteredAddress = z.infer<typeof addressForm>;

const needed = ["fullName", "line1", "city", "countryCode"] as const;

/** Which fields are empty that no address can do without. The rest is for the graph to say. */
export function missingIn(entered: EnteredAddress): readonly (keyof EnteredAddress)[] {
  return needed.filter((name) => entered[name] === "");
}

/** An address as the graph takes it: what may be left out and was is null. */
export function addressInputOf(entered: EnteredAddress): AddressInput {
  const { line2, region, phone } = entered;
  return { ...entered, line2: line2 || null, region: region || null, phone: phone || null };
}

/** The fields of an address; filled in where there is one. */
export function addressEntries(
  { account: { addresses: words } }: Messages,
  locale: Locale,
  address?: AddressEntryFragment,
): readonly Entry[] {
  const countries = countriesIn(locale).map(({ code, name }) => ({ value: code, label: name }));
  const entries: readonly Entry[] = [
    { name: "fullName", label: words.fullName, autoComplete: "name", required: true, maxLength: 100 },
    { name: "line1", label: words.line1, autoComplete: "address-line1", required: true, maxLength: 200 },
    { name: "line2", label: words.line2, autoComplete: "address-line2", maxLength: 200 },
    { name: "postalCode", label: words.postalCode, autoComplete: "postal-code", maxLength: 20, width: "half" },
    { name: "city", label: words.city, autoComplete: "address-level2", required: true, maxLength: 100, width: "half" },
    { name: "region", label: words.region, autoComplete: "address-level1", maxLength: 100, width: "half" },
    {
      name: "countryCode",
      label: words.countryCode,
      autoComplete: "country",
      required: true,
      width: "half",
      options: [{ value: "", label: words.choose }, ...countries],
    },
    { name: "phone", label: words.phone, type: "tel", autoComplete: "tel", hint: words.phoneHint, maxLength: 32 },
  ];
  if (!address) return entries;
  return entries.map((entry) => ({ ...entry, value: address[entry.name as keyof EnteredAddress] ?? "" }));
}
