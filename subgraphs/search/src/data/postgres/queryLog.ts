import type { Queryable } from "@angidi/datastores";
import type { QueryLog } from "../queryLog.ts";

/** What is kept; the rarest and oldest beyond it are forgotten. */
const mostQueries = 20_000;

export function postgresQueryLog(database: Queryable): QueryLog {
  return {
    async add(searches) {
      const sorted = [...searches].sort(([left], [right]) => (left < right ? -1 : 1));
      await database.query(
        "search.countQueries",
        `INSERT INTO searched_queries AS known (query, searches)
         SELECT query, searches FROM unnest($1::text[], $2::bigint[]) AS asked (query, searches)
         ON CONFLICT (query) DO UPDATE SET searches = known.searches + excluded.searches, searched_at = now()`,
        [sorted.map(([query]) => query), sorted.map(([, count]) => count)],
      );
      await database.query(
        "search.forgetQueries",
        `DELETE FROM searched_queries WHERE query IN (
           SELECT query FROM searched_queries ORDER BY searches, searched_at
           LIMIT greatest(0, (SELECT count(*) FROM searched_queries) - ${mostQueries})
         )`,
      );
    },
  };
}

/** What others searched for that begins so, the most frequent first. */
export async function searchedQueries(database: Queryable, beginning: string, limit: number): Promise<string[]> {
  const rows = await database.query<{ query: string }>(
    "search.searchedQueries",
    `SELECT query FROM searched_queries
     WHERE query >= $1::text COLLATE "C" AND query < ($1::text || chr(1114111)) COLLATE "C"
     ORDER BY searches DESC, query LIMIT $2`,
    [beginning, limit],
  );
  return rows.map(({ query }) => query);
}
