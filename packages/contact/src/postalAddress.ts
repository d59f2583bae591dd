import { countryCodes } from "./countries.ts";
import { parseLine } from "./line.ts";

/** A postal address. */
export interface PostalAddress {
  readonly fullName: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  /** Empty where there are none, as in Hong Kong. */
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phone: string | null;
}

/** An address as it is typed in. */
export type TypedAddress = { readonly [Field in keyof PostalAddress]?: string | null };

export type ParsedAddress =
  | { readonly kind: "valid"; readonly address: PostalAddress }
  | { readonly kind: "invalid"; readonly field: keyof PostalAddress; readonly message: string };

interface Rule {
  readonly longest: number;
  readonly required: boolean;
  readonly called: string;
  readonly accepts?: (text: string) => boolean;
}

// Lengths as generous as carriers' labels; no rule per country, for there is always an honest address that breaks one.
const rules: Readonly<Record<keyof PostalAddress, Rule>> = {
  fullName: { longest: 100, required: true, called: "The name" },
  line1: { longest: 200, required: true, called: "The first line" },
  line2: { longest: 200, required: false, called: "The second line" },
  city: { longest: 100, required: true, called: "The city" },
  region: { longest: 100, required: false, called: "The region" },
  postalCode: { longest: 20, required: false, called: "The postal code" },
  countryCode: {
    longest: 2,
    required: true,
    called: "The country code",
    accepts: (text) => countryCodes.has(text.toUpperCase()),
  },
  phone: {
    longest: 32,
    required: false,
    called: "The telephone number",
    accepts: (text) => /^\+?[\p{Nd} ().\-/x#*]{3,}$/u.test(text),
  },
};

/** An address as it is kept: every line trimmed, an empty optional one null, the country code in capitals. */
export function parseAddress(typed: TypedAddress): ParsedAddress {
  const address = {} as Record<keyof PostalAddress, string | null>;
  for (const [field, rule] of Object.entries(rules) as [keyof PostalAddress, Rule][]) {
    const text = typed[field] ?? "";
    if (!rule.required && text.trim() === "") {
      address[field] = null;
      continue;
    }
    const line = parseLine(text, rule.longest);
    if (line === null) {
      const message = `${rule.called} must have 1 to ${rule.longest} characters and no control characters.`;
      return { kind: "invalid", field, message };
    }
    if (rule.accepts && !rule.accepts(line)) return { kind: "invalid", field, message: `${rule.called} is not valid.` };
    address[field] = line;
  }
  const { countryCode, postalCode } = address;
  return {
    kind: "valid",
    address: { ...address, postalCode: postalCode ?? "", countryCode: countryCode!.toUpperCase() } as PostalAddress,
  };
}
