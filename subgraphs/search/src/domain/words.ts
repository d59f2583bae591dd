/** Letters that no decomposition takes apart. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ħ: "h",
};

/** English words that say nothing of a product. */
const stopWords = new Set(
  "a about an and are as at be but by for from has have if in into is it its of on or our so such that the their then there these they this to was were will with you your".split(
    " ",
  ),
);

/** A text without capitals and accents: what two spellings of one word have in common. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[ßæœøđðþłıħ]/g, (letter) => letters[letter]!);
}

/** The folded words of a text, in order. An apostrophe ends no word: "men's" is "men" and "o'neill" is "oneill". */
export function wordsOf(text: string): string[] {
  return (
    fold(text)
      .replace(/['’ʼ]s\b/g, "")
      .replace(/['’ʼ]/g, "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The words without those that say nothing; all of them if nothing else is left. */
export function tellingWords(words: readonly string[]): string[] {
  const telling = words.filter((word) => !stopWords.has(word));
  return telling.length > 0 ? telling : [...words];
}

/** Several words of a text as one key, such as a synonym's of two words. */
export function phraseKey(text: string): string {
  return wordsOf(text).join(" ");
}

const namedCharacters: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** The text of sanitised HTML, on one line. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (entity, decimal, hexadecimal, named) => {
      if (named) return namedCharacters[named.toLowerCase()] ?? entity;
      const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : " ";
    })
    .replace(/\s+/g, " ")
    .trim();
}
