import { isId } from "@angidi/datastores";
import type { Ports } from "../context.ts";
import type { StoredSynonym } from "../data/synonymStore.ts";
import { longestPhrase } from "../domain/interpretation.ts";
import { wordsOf } from "../domain/words.ts";

export interface SynonymDraft {
  readonly id: string | null;
  readonly kind: "GROUP" | "ONE_WAY";
  readonly terms: readonly string[];
  readonly expansions: readonly string[];
}

export type SynonymOutcome =
  | { readonly kind: "saved"; readonly synonym: StoredSynonym }
  | { readonly kind: "not-found" }
  | { readonly kind: "invalid-input"; readonly message: string; readonly path: readonly string[] };

const mostTerms = 20;

/** Saves a new synonym, or another wording of a known one. It is in force with the next search. */
export async function saveSynonym(
  { synonyms, newId }: Pick<Ports, "synonyms" | "newId">,
  draft: SynonymDraft,
): Promise<SynonymOutcome> {
  const mistake = mistakeIn(draft);
  if (mistake) return { kind: "invalid-input", ...mistake };
  if (draft.id !== null && !(isId(draft.id) && (await synonyms.exists(draft.id)))) return { kind: "not-found" };
  const synonym = { ...draft, id: draft.id ?? newId() };
  await synonyms.save(synonym);
  return { kind: "saved", synonym };
}

/** Whether it was there. */
export async function removeSynonym({ synonyms }: Pick<Ports, "synonyms">, id: string): Promise<boolean> {
  return isId(id) && synonyms.remove(id);
}

function mistakeIn({ kind, terms, expansions }: SynonymDraft): { message: string; path: string[] } | null {
  const least = kind === "GROUP" ? 2 : 1;
  if (terms.length < least) return { message: `There must be ${least} or more terms`, path: ["terms"] };
  if (kind === "GROUP" && expansions.length > 0) {
    return { message: "A group has terms alone: each finds all the others", path: ["expansions"] };
  }
  if (kind === "ONE_WAY" && expansions.length === 0) {
    return { message: "Say what the terms are also to find", path: ["expansions"] };
  }
  for (const [field, phrases] of [["terms", terms] as const, ["expansions", expansions] as const]) {
    if (phrases.length > mostTerms) return { message: `There may be ${mostTerms} at most`, path: [field] };
    const bad = phrases.findIndex((phrase) => !isPhrase(phrase));
    if (bad >= 0) return { message: `Each has from 1 to ${longestPhrase} words`, path: [field, String(bad)] };
  }
  return null;
}

function isPhrase(phrase: string): boolean {
  const { length } = wordsOf(phrase);
  return phrase.length <= 100 && length >= 1 && length <= longestPhrase;
}
