/**
 * A line of text as it is stored: white space runs are one space, none at the ends, no control characters. Half a
 * surrogate pair, which no store takes as JSON, becomes U+FFFD. Emoji and right-to-left text stay as they are.
 */
export function cleanLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/gu, " ")
    .replace(/\p{Cc}/gu, "")
    .trim();
}

/** What spellings of one name have in common, whatever their capitals: "ACME  Ltd" and "Acme Ltd". */
export function nameKey(name: string): string {
  return cleanLine(name).normalize("NFKC").toLowerCase();
}

/**
 * What titles are sorted by: letters without accents and capitals. Compared code point by code point, it gives the same
 * order in every store.
 */
export function sortKey(title: string): string {
  return cleanLine(title).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
