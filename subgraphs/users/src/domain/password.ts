import { isLongerThan } from "@angidi/contact";

const shortestPassword = 8;
/** Hashing takes time by length; nobody types more. */
const longestPasswordBytes = 1024;

/** The first that a guesser tries and that are long enough to get here, in lower case. */
const commonest = new Set(
  `password password1 passw0rd 12345678 123456789 1234567890 87654321 qwertyui qwertyuiop qwerty12 qwerty123 asdfghjk
  asdfghjkl 1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx iloveyou sunshine princess football baseball superman starwars
  trustno1 whatever computer michelle jennifer abcd1234 abc12345 letmein1 welcome1 changeme`.split(/\s+/),
);

export type PasswordWeakness = "TOO_SHORT" | "TOO_LONG" | "TOO_COMMON" | "SAME_AS_EMAIL";

/**
 * A password in the form that is hashed. NFC, as RFC 8265 has it, so that one typed on another keyboard is the same;
 * nothing is trimmed or folded.
 */
export function normalisePassword(text: string): string {
  return text.normalize("NFC");
}

/** Whether a text may be a password at all; a longer one is never hashed. */
export function isTooLong(password: string): boolean {
  return Buffer.byteLength(password) > longestPasswordBytes;
}

/** Why a (normalised) password must not be used with an e-mail address, or null when it may. Length over classes of
 * characters, as NIST SP 800-63B advises. */
export function passwordWeakness(password: string, email: string): PasswordWeakness | null {
  if (isTooLong(password)) return "TOO_LONG";
  if (!isLongerThan(password, shortestPassword - 1)) return "TOO_SHORT";
  const folded = password.toLowerCase();
  if (folded === email) return "SAME_AS_EMAIL";
  if (commonest.has(folded) || new Set(folded).size === 1) return "TOO_COMMON";
  return null;
}
