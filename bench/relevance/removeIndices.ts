/** Removes every index of Elasticsearch whose name begins so. */
export async function removeIndices(url: string, prefix: string): Promise<void> {
  const answer = await fetch(new URL(`/${prefix}-*`, url), { signal: AbortSignal.timeout(30_000) });
  for (const index of Object.keys((await answer.json()) as object)) {
    await fetch(new URL(`/${index}`, url), { method: "DELETE", signal: AbortSignal.timeout(30_000) });
  }
}
