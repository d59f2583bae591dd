import type { RecordedStatement } from "./recording.ts";

/** One run of a scenario as the database saw it, twice: what differs between the two is what each run makes anew. */
export interface RecordedRun {
  readonly statements: readonly RecordedStatement[];
  readonly again: readonly RecordedStatement[];
}

/** A run whose values have `~0~`, `~1~`, … where the run had words that it made anew. */
export interface Template {
  readonly statements: readonly RecordedStatement[];
  /** The words that stood there. */
  readonly words: readonly string[];
}

/** Ids, capabilities, hashes, local parts of e-mail addresses: what is made anew is one of these. */
const word = /[A-Za-z0-9_-]{8,}/g;

export function templatesOf({ statements, again }: RecordedRun): Template {
  const others = new Set(wordsOf(again));
  const words = [...new Set(wordsOf(statements))].filter((one) => !others.has(one));
  const indexOf = new Map(words.map((one, index) => [one, index]));
  const place = (one: string) => (indexOf.has(one) ? `~${indexOf.get(one)}~` : one);
  return {
    statements: statements.map(({ values, ...statement }) => ({
      ...statement,
      values: values.map((value) => value?.replace(word, place) ?? null),
    })),
    words,
  };
}

function wordsOf(statements: readonly RecordedStatement[]): string[] {
  return statements.flatMap(({ values }) => values.flatMap((value) => value?.match(word) ?? []));
}

/** SQL for another word of the same kind and length. */
export function madeAnew(one: string): string {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(one)) return "uuidv7()::text"; // in order, as the platform's own are
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(one)) return "gen_random_uuid()::text";
  const hex = `left(repeat(replace(gen_random_uuid()::text, '-', ''), ${Math.ceil(one.length / 32)}), ${one.length})`;
  if (/^\d+$/.test(one)) return `translate(${hex}, 'abcdef', '123456')`;
  if (/^[0-9A-Z-]+$/.test(one)) return `upper(${hex})`;
  if (/^x[0-9a-f]+$/.test(one)) return `'x' || left(${hex}, ${one.length - 1})`; // a bytea's hexadecimal form
  return hex;
}
