import type { Synonym } from "../domain/interpretation.ts";

export interface StoredSynonym extends Synonym {
  readonly id: string;
}

/** The synonyms that staff keep. */
export interface SynonymStore {
  /** Newest first; those after the id. */
  list(request: { readonly after: string | null; readonly limit: number }): Promise<readonly StoredSynonym[]>;
  /** Inserts, or replaces the one with this id. */
  save(synonym: StoredSynonym): Promise<void>;
  exists(id: string): Promise<boolean>;
  /** Whether it was there. */
  remove(id: string): Promise<boolean>;
}
