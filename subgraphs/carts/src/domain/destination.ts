import { countryCodes } from "./countries.ts";
import { type InvalidInput, invalidInput } from "./refusal.ts";

/** Where something is sent to, as far as prices depend on it. */
export interface Destination {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countryCode: string;
  readonly region: string | null;
}

export interface Address {
  readonly fullName: string;
  readonly line1: string;
  readonly line2?: string | null;
  readonly city: string;
  readonly region?: string | null;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phone?: string | null;
}

const longest = 200;
const required = ["fullName", "line1", "city", "countryCode"] as const;
/** A postal code may be blank: some countries have none. */
const optional = ["line2", "region", "postalCode", "phone"] as const;

/** The destination of an address, or what is wrong with the address. */
export function destinationOf(address: Address): { kind: "destination"; destination: Destination } | InvalidInput {
  for (const field of required) {
    if (address[field].trim() === "")
      return invalidInput("This part of the address is missing.", "shippingAddress", field);
  }
  for (const field of [...required, ...optional]) {
    if ((address[field]?.length ?? 0) > longest) {
      return invalidInput(`No part of an address is longer than ${longest} characters.`, "shippingAddress", field);
    }
  }
  const countryCode = address.countryCode.trim().toUpperCase();
  if (!countryCodes.has(countryCode)) {
    return invalidInput("A country is a code of ISO 3166-1 alpha-2, such as US.", "shippingAddress", "countryCode");
  }
  return { kind: "destination", destination: { countryCode, region: address.region ?? null } };
}
