import { type Candidate, correctionOf } from "./correction.ts";
import { fold, phraseKey, tellingWords, wordsOf } from "./words.ts";

/** A longer query is cut; nobody describes a product in more words. */
const mostWords = 12;
const longestWord = 64;
/** Of a synonym, in words. */
export const longestPhrase = 4;

/** A query as it was typed, taken apart. */
export interface AskedQuery {
  readonly words: readonly string[];
  /** The whole of it, as a SKU is compared. */
  readonly sku: string;
  /** Every run of its words that could be a synonym's term. */
  readonly phrases: readonly string[];
}

export function takeApart(query: string): AskedQuery {
  // What is far longer than any query is cut before anything is computed from it.
  const text = query.slice(0, 1_000);
  const words = tellingWords(wordsOf(text).slice(0, mostWords * 2))
    .slice(0, mostWords)
    .map((word) => word.slice(0, longestWord));
  return { words, sku: skuKey(text), phrases: phrasesOf(words) };
}

/** SKUs are found in whatever capitals. */
export function skuKey(sku: string): string {
  return sku.trim().toLowerCase();
}

function phrasesOf(words: readonly string[]): string[] {
  const phrases = words.flatMap((_, from) =>
    Array.from({ length: Math.min(longestPhrase, words.length - from) }, (_, more) =>
      words.slice(from, from + more + 1).join(" "),
    ),
  );
  return [...new Set(phrases)];
}

/** What the index knows of a query's words. */
export interface Findings {
  /** In the order of the words. */
  readonly words: readonly {
    readonly word: string;
    /** Whether a product has it, by its stem. */
    readonly isKnown: boolean;
    /** Whether a word of a title, brand or label begins with it. */
    readonly isBeginning: boolean;
    /** Words of titles, brands and labels; descriptions are full of others that nobody has misspelt. */
    readonly candidates: readonly Candidate[];
  }[];
  readonly synonyms: readonly Synonym[];
  readonly isSku: boolean;
}

export interface Synonym {
  readonly kind: "GROUP" | "ONE_WAY";
  readonly terms: readonly string[];
  readonly expansions: readonly string[];
}

export type Reading = "LITERAL" | "PREFIX" | "CORRECTED" | "IGNORED" | "UNKNOWN";

/** One word, or several that a synonym stands for, with all that is as good. */
export interface Term {
  readonly asked: string;
  readonly reading: Reading;
  /** Any will do; a phrase's words follow each other. */
  readonly alternatives: readonly (readonly string[])[];
}

export interface Interpretation {
  readonly terms: readonly Term[];
  /** The query is a SKU, and finds that product alone. */
  readonly sku: string | null;
  /** The query as it was understood, where that is not what was typed. */
  readonly didYouMean: string | null;
}

export function interpret(asked: AskedQuery, findings: Findings): Interpretation {
  if (findings.isSku) return { terms: [], sku: asked.sku, didYouMean: null };
  // What staff have made a synonym of is meant as it is typed, whether or not a product has it.
  const terms = new Set(findings.synonyms.flatMap((synonym) => synonym.terms.map(phraseKey)));
  const isTerm = findings.words.map((_, place) => isPartOfTerm(asked.words, place, terms));
  const known = findings.words.map((found, place) => readWord({ ...found, isKnown: found.isKnown || isTerm[place]! }));
  // A word that nothing has is passed over as long as another one tells what is meant.
  const anything = known.some(({ reading }) => reading !== "UNKNOWN");
  const words = anything
    ? known.map((word) => (word.reading === "UNKNOWN" ? { ...word, reading: "IGNORED" as const } : word))
    : known;
  const isCorrected = words.some(({ reading }) => reading === "CORRECTED");
  return {
    terms: withSynonyms(words, findings.synonyms),
    sku: null,
    didYouMean: isCorrected ? words.map(({ meant }) => meant).join(" ") : null,
  };
}

interface ReadWord {
  readonly asked: string;
  readonly meant: string;
  readonly reading: Reading;
}

function readWord({ word, isKnown, isBeginning, candidates }: Findings["words"][number]): ReadWord {
  if (isKnown) return { asked: word, meant: word, reading: "LITERAL" };
  if (isBeginning && word.length >= 3) return { asked: word, meant: word, reading: "PREFIX" };
  const correction = correctionOf(word, candidates);
  return correction
    ? { asked: word, meant: correction, reading: "CORRECTED" }
    : { asked: word, meant: word, reading: "UNKNOWN" };
}

/** Whether the word stands in a run of words that is one of the terms. */
function isPartOfTerm(words: readonly string[], place: number, terms: ReadonlySet<string>): boolean {
  for (let from = Math.max(0, place - longestPhrase + 1); from <= place; from++) {
    for (let to = place + 1; to <= Math.min(words.length, from + longestPhrase); to++) {
      if (terms.has(words.slice(from, to).join(" "))) return true;
    }
  }
  return false;
}

/** Joins the words that a synonym has an answer for, the longest run first, and adds what is as good. */
function withSynonyms(words: readonly ReadWord[], synonyms: readonly Synonym[]): Term[] {
  const terms: Term[] = [];
  for (let from = 0; from < words.length; ) {
    let length = Math.min(longestPhrase, words.length - from);
    let others: string[] = [];
    for (; length > 0; length--) {
      others = equivalentsOf(
        words.slice(from, from + length).map(({ meant }) => meant),
        synonyms,
      );
      if (others.length > 0) break;
    }
    const run = words.slice(from, from + Math.max(1, length));
    if (others.length > 0) {
      const own = run.map(({ meant }) => meant);
      terms.push({
        asked: run.map(({ asked }) => asked).join(" "),
        reading: run.some(({ reading }) => reading === "CORRECTED") ? "CORRECTED" : "LITERAL",
        alternatives: [own, ...others.map((other) => other.split(" "))],
      });
    } else {
      const [word] = run as [ReadWord];
      terms.push({ asked: word.asked, reading: word.reading, alternatives: [[word.meant]] });
    }
    from += run.length;
  }
  return terms;
}

function equivalentsOf(words: readonly string[], synonyms: readonly Synonym[]): string[] {
  const key = words.join(" ");
  const found = new Set<string>();
  for (const { kind, terms, expansions } of synonyms) {
    const keys = terms.map(phraseKey);
    if (!keys.includes(key)) continue;
    for (const other of kind === "GROUP" ? keys : expansions.map(phraseKey)) found.add(other);
  }
  found.delete(key);
  found.delete("");
  return [...found];
}

/** The terms that a product must have. */
export function termsInForce({ terms }: Interpretation): Term[] {
  return terms.filter(({ reading }) => reading !== "IGNORED");
}

/** Whether to ask for any of its terms when no product has all of them: not for one alone, nor for what nothing has. */
export function canBeRelaxed(query: Interpretation): boolean {
  const terms = termsInForce(query);
  return query.sku === null && terms.length > 1 && terms.every(({ reading }) => reading !== "UNKNOWN");
}

/** The words that are searched for, as texts spell them, for marking them. */
export function wordsSearchedFor(query: Interpretation): { words: string[]; prefixes: string[] } {
  const inForce = termsInForce(query);
  return {
    words: inForce.flatMap(({ alternatives }) => alternatives.flat()),
    prefixes: inForce.filter(({ reading }) => reading === "PREFIX").map(({ asked }) => fold(asked)),
  };
}
