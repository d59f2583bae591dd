import { isLongerThan } from "./line.ts";

// RFC 5321, 4.5.3.1: a local part of 64 octets; 254 is what fits a path of 256 with its brackets.
const longestAddress = 254;
const longestLocalPart = 64;

/** Letters and digits of any script (RFC 6531) and what RFC 5322 calls atext. Quoted local parts are not accepted. */
const localAtom = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u;
const domainLabel = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * An e-mail address in the one form in which it is compared and kept: trimmed, lower case, NFC. Null when it is none.
 * Case is folded in the local part too: no provider of note tells them apart, and people type them either way.
 */
export function parseEmail(text: string): string | null {
  if (isLongerThan(text, longestAddress * 2)) return null;
  // Lower case may leave NFC (İ becomes i and a combining dot), so that comes last.
  const address = text.trim().normalize("NFC").toLowerCase().normalize("NFC");
  const at = address.lastIndexOf("@");
  const localPart = address.slice(0, at);
  const labels = address.slice(at + 1).split(".");

  const wellFormed =
    at > 0 &&
    Buffer.byteLength(address) <= longestAddress &&
    Buffer.byteLength(localPart) <= longestLocalPart &&
    localPart.split(".").every((atom) => localAtom.test(atom)) &&
    labels.length >= 2 &&
    labels.every((label) => domainLabel.test(label)) &&
    // An IP address is no domain; every top-level domain has a letter.
    /\p{L}/u.test(labels.at(-1)!);
  return wellFormed ? address : null;
}
