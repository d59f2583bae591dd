/** Control characters, line and paragraph separators, and halves of surrogate pairs, which UTF-8 cannot hold. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
/** Something that shows: joiners, spaces and direction marks alone do not. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A line of text in any script, trimmed and in NFC; null when it is blank, longer than that or not printable. */
export function readLine(text: string, longest: number): string | null {
  if (text.length > longest * 4) return null;
  const line = text.normalize("NFC").trim();
  return visible.test(line) && !unprintable.test(line) && [...line].length <= longest ? line : null;
}

/** Whether a text may be an idempotency key. It is compared as it is, so nothing is trimmed. */
export function isIdempotencyKey(text: string): boolean {
  return text.length >= 1 && text.length <= 255 && visible.test(text) && !unprintable.test(text);
}
