import { isDuplicate } from "@angidi/datastores";
import type { ClientSession, Collection } from "mongodb";
import type { Claim } from "./documents.ts";

/** What an owner claimed before a change, and what it does after it. */
export interface ClaimChange {
  readonly owner: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Gives back what owners no longer claim and claims what is new, by one call and in the transaction of their change.
 * False: something is another's, and the transaction is to be given up.
 */
export async function moveClaims(
  claims: Collection<Claim>,
  changes: readonly ClaimChange[],
  session: ClientSession,
): Promise<boolean> {
  const released = changes.flatMap(({ owner, before, after }) => without(before, after).map((_id) => ({ _id, owner })));
  const claimed = changes.flatMap(({ owner, before, after }) => without(after, before).map((_id) => ({ _id, owner })));
  if (released.length + claimed.length === 0) return true;
  try {
    // In this order: what one gives back another may take.
    await claims.bulkWrite(
      [
        ...released.map((filter) => ({ deleteOne: { filter } })),
        ...claimed.map((document) => ({ insertOne: { document } })),
      ],
      { session, comment: `catalog.claim.${claims.collectionName}` },
    );
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

function without(values: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return values.filter((value) => !known.has(value));
}

/** Those slugs in use that are one of `wanted` or one of them with a hyphen and more. */
export async function slugsLike(claims: Collection<Claim>, wanted: readonly string[]): Promise<ReadonlySet<string>> {
  if (wanted.length === 0) return new Set();
  const alike = [...wanted, ...wanted.map(beginningWith)];
  const found = await claims
    // The driver's types know no expressions among a field's values.
    .find({ _id: { $in: alike as string[] } }, { projection: { _id: 1 }, comment: "catalog.slugsLike" })
    .batchSize(1_000)
    .toArray();
  return new Set(found.map(({ _id }) => _id));
}

/** Of an expression that begins so, the server makes a range of the index. */
function beginningWith(slug: string): RegExp {
  return new RegExp(`^${slug.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}-`);
}
