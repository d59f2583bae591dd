import { countryCodes } from "./countries.ts";
import type { ShippingAddress } from "./order.ts";
import { readLine } from "./text.ts";

/** An address as it was typed. */
export type TypedAddress = { readonly [Field in keyof ShippingAddress]?: string | null };

/** The address as it is kept, or the field that is wrong with a sentence about it. */
export type ReadAddress =
  | { readonly kind: "valid"; readonly address: ShippingAddress }
  | { readonly kind: "invalid"; readonly field: keyof ShippingAddress; readonly message: string };

/** What fits on a carrier's label. No rule per country: there is always an honest address that breaks one. */
const rules: Readonly<Record<keyof ShippingAddress, { readonly longest: number; readonly required: boolean }>> = {
  fullName: { longest: 100, required: true },
  line1: { longest: 200, required: true },
  line2: { longest: 200, required: false },
  city: { longest: 100, required: true },
  region: { longest: 100, required: false },
  postalCode: { longest: 20, required: true },
  countryCode: { longest: 2, required: true },
  phone: { longest: 32, required: false },
};

/** Reads an address: lines trimmed, empty optional ones null, the country in capitals and one of ISO 3166-1. */
export function readShippingAddress(typed: TypedAddress): ReadAddress {
  const address = {} as Record<keyof ShippingAddress, string | null>;
  for (const [field, rule] of Object.entries(rules) as [keyof ShippingAddress, (typeof rules)["city"]][]) {
    const text = typed[field] ?? "";
    const line = !rule.required && text.trim() === "" ? null : readLine(text, rule.longest);
    if (line === null && (rule.required || text.trim() !== "")) {
      const message = `${field} must be a line of 1 to ${rule.longest} characters`;
      return { kind: "invalid", field, message };
    }
    address[field] = line;
  }
  const countryCode = address.countryCode!.toUpperCase();
  if (!countryCodes.has(countryCode)) {
    return { kind: "invalid", field: "countryCode", message: "countryCode must be one of ISO 3166-1, such as US" };
  }
  return { kind: "valid", address: { ...address, countryCode } as ShippingAddress };
}
