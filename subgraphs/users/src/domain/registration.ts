import { parseEmail } from "@angidi/contact";
import { parseDisplayName } from "./displayName.ts";
import { normalisePassword, type PasswordWeakness, passwordWeakness } from "./password.ts";

/** What a new account is made of, as typed or as parsed. */
export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
}

export type ParsedRegistration =
  | { readonly kind: "valid"; readonly registration: Registration }
  | { readonly kind: "invalid"; readonly field: "email" | "displayName" }
  | { readonly kind: "weak-password"; readonly weakness: PasswordWeakness };

/** A registration with everything in its normal form, or the first thing that is wrong with it. */
export function parseRegistration(typed: Registration): ParsedRegistration {
  const email = parseEmail(typed.email);
  if (email === null) return { kind: "invalid", field: "email" };
  const displayName = parseDisplayName(typed.displayName);
  if (displayName === null) return { kind: "invalid", field: "displayName" };
  const password = normalisePassword(typed.password);
  const weakness = passwordWeakness(password, email);
  if (weakness) return { kind: "weak-password", weakness };
  return { kind: "valid", registration: { email, password, displayName } };
}
