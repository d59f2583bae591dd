import type { Queryable } from "@angidi/datastores";
import type { Synonym } from "../../domain/interpretation.ts";
import { phraseKey } from "../../domain/words.ts";
import type { StoredSynonym, SynonymStore } from "../synonymStore.ts";

export function postgresSynonyms(database: Queryable): SynonymStore {
  return {
    list: ({ after, limit }) =>
      database.query<StoredSynonym>(
        "search.listSynonyms",
        `SELECT id, kind, terms, expansions FROM synonyms
         WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
        [after, limit],
      ),

    async save({ id, kind, terms, expansions }) {
      await database.query(
        "search.saveSynonym",
        `INSERT INTO synonyms (id, kind, terms, expansions, keys) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, terms = excluded.terms, expansions = excluded.expansions,
           keys = excluded.keys, updated_at = now()`,
        [id, kind, terms, expansions, terms.map(phraseKey)],
      );
    },

    async exists(id) {
      const rows = await database.query("search.hasSynonym", "SELECT id FROM synonyms WHERE id = $1", [id]);
      return rows.length > 0;
    },

    async remove(id) {
      const rows = await database.query("search.removeSynonym", "DELETE FROM synonyms WHERE id = $1 RETURNING id", [
        id,
      ]);
      return rows.length > 0;
    },
  };
}

/** The synonyms that have an answer for one of the phrases, the oldest first. */
export function synonymsOf(database: Queryable, phrases: readonly string[]): Promise<Synonym[]> {
  return database.query<Synonym>(
    "search.synonymsOf",
    "SELECT kind, terms, expansions FROM synonyms WHERE keys && $1::text[] ORDER BY id",
    [phrases],
  );
}
