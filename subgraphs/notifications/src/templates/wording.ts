import type { Kind } from "../domain/kind.ts";

/** What a kind of message says in one language, in Liquid. */
export interface Wording {
  readonly subject: string;
  /** The sentence that stands alone on a telephone and opens a mail. */
  readonly sentence: string;
  /** What a mail says after that. */
  readonly more?: string;
  /** Whether a mail lists what was bought. */
  readonly lists?: true;
}

export interface Language {
  readonly greeting: string;
  readonly greetingWithoutName: string;
  readonly total: string;
  readonly wordings: Readonly<Record<Kind, Wording>>;
}
