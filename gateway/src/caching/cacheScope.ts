/** For whom an answer is the same: everybody, callers of equal rights, one caller alone. */
export type CacheScope = "PUBLIC" | "RIGHTS" | "PRIVATE";

const fromWidest: readonly CacheScope[] = ["PUBLIC", "RIGHTS", "PRIVATE"];

/** The one that fewer share. */
export function narrower(one: CacheScope, other: CacheScope): CacheScope {
  return fromWidest[Math.max(fromWidest.indexOf(one), fromWidest.indexOf(other))]!;
}

/** A scope as a supergraph writes it; one that we do not know is taken for the narrowest. */
export function toScope(written: unknown): CacheScope {
  return fromWidest.find((scope) => scope === written) ?? "PRIVATE";
}
