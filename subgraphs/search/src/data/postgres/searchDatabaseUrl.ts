/**
 * What searches ask of their connections: plans made for the words at hand, since a rare word wants another plan than a
 * frequent one; no compilation, which takes longer than a search; and looser trigrams, which the edit distance sorts.
 */
const options = "-c plan_cache_mode=force_custom_plan -c jit=off -c pg_trgm.similarity_threshold=0.2";

/** The database's URL with what searches ask of their connections. */
export function searchDatabaseUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get("options");
  url.searchParams.set("options", given ? `${given} ${options}` : options);
  return url.href;
}
