/** Control characters, line and paragraph separators, and halves of surrogate pairs, which no text in UTF-8 can hold. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
/** Something to see: a text of spaces, joiners and direction marks alone would show as nothing. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A line of text as people write it, in any script: trimmed and in NFC. Null when nothing of it can be seen, it holds a
 * control character or is longer than `longest` code points.
 */
export function parseLine(text: string, longest: number): string | null {
  const line = text.normalize("NFC").trim();
  if (!visible.test(line) || unprintable.test(line)) return null;
  return isLongerThan(line, longest) ? null : line;
}

/** Whether a text has more code points than that, without walking all of a huge one. */
export function isLongerThan(text: string, codePoints: number): boolean {
  return text.length > codePoints * 2 || [...text].length > codePoints;
}
