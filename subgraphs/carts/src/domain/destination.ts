import { parseAddress, type TypedAddress } from "@angidi/contact";
import { type InvalidInput, invalidInput } from "./refusal.ts";

/** Where something is sent to, as far as prices depend on it. */
export interface Destination {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countryCode: string;
  readonly region: string | null;
}

/** The destination of an address, or what is wrong with the address. */
export function destinationOf(address: TypedAddress): { kind: "destination"; destination: Destination } | InvalidInput {
  const parsed = parseAddress(address);
  if (parsed.kind === "invalid") return invalidInput(parsed.message, "shippingAddress", parsed.field);
  const { countryCode, region } = parsed.address;
  return { kind: "destination", destination: { countryCode, region } };
}
