import { wordsOf } from "./words.ts";

/** What a query's words look like in texts. */
export interface SearchedForms {
  /** Folded words. */
  readonly words: ReadonlySet<string>;
  /** Beginnings of words. */
  readonly prefixes: readonly string[];
}

const fragmentLength = 160;

/**
 * A piece of a text with the words that were searched for between <mark> and </mark>; all else of it is escaped, so
 * that it can be put into a page as it is. Null when none of them is in the text.
 */
export function highlight(text: string, forms: SearchedForms): string | null {
  const marks = [...text.matchAll(/[\p{L}\p{N}\p{M}'’ʼ]+/gu)]
    .filter(([word]) => isSearchedFor(word, forms))
    .map((match) => ({ from: match.index, to: match.index + match[0].length }));
  const [first] = marks;
  if (!first) return null;

  const { from, to } = windowAround(text, first.from);
  let fragment = from > 0 ? "…" : "";
  let done = from;
  for (const mark of marks) {
    if (mark.from < done || mark.to > to) continue;
    fragment += `${escapeHtml(text.slice(done, mark.from))}<mark>${escapeHtml(text.slice(mark.from, mark.to))}</mark>`;
    done = mark.to;
  }
  return `${fragment}${escapeHtml(text.slice(done, to))}${to < text.length ? "…" : ""}`;
}

function isSearchedFor(word: string, { words, prefixes }: SearchedForms): boolean {
  return wordsOf(word).some((form) => words.has(form) || prefixes.some((prefix) => form.startsWith(prefix)));
}

/** Begins and ends between words, a little before the first mark. */
function windowAround(text: string, mark: number): { from: number; to: number } {
  if (text.length <= fragmentLength) return { from: 0, to: text.length };
  const before = mark <= 60 ? -1 : text.indexOf(" ", mark - 60);
  const from = before < 0 || before > mark ? (mark <= 60 ? 0 : mark) : before + 1;
  if (from + fragmentLength >= text.length) return { from, to: text.length };
  const after = text.lastIndexOf(" ", from + fragmentLength);
  // Never inside of a surrogate pair, and never before the mark's own word has ended.
  const end = after > mark ? after : text.indexOf(" ", mark);
  return { from, to: end < 0 ? text.length : end };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
