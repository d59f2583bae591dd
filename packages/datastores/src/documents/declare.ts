import { isDeepStrictEqual } from "node:util";
import { type Db, type IndexDescription, type IndexDescriptionInfo, MongoServerError } from "mongodb";
import { type CollectionDeclaration, IndexChanged } from "./documents.ts";
import { checkShardable, fieldsOf } from "./sharding.ts";

const NAMESPACE_EXISTS = 48;
/** IndexOptionsConflict, IndexKeySpecsConflict */
const conflicts = new Set<unknown>([85, 86]);

/**
 * Makes what is missing of the declared collections. `withoutDeadline` gives the database to make it in: an
 * index takes the longer, the more documents there are.
 */
export async function declareCollections(
  db: Db,
  collections: readonly CollectionDeclaration[],
  withoutDeadline: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
): Promise<void> {
  for (const collection of collections) checkShardable(collection);
  const there = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  const missing: Missing[] = [];
  for (const { name, indexes } of collections) {
    const absent = there.has(name) ? await absentIndexes(db, name, indexes) : indexes;
    if (absent.length > 0 || !there.has(name)) missing.push({ name, indexes: absent, isThere: there.has(name) });
  }
  if (missing.length > 0) await withoutDeadline((builder) => create(builder, missing));
}

/** What there is not yet of a collection. */
interface Missing {
  readonly name: string;
  readonly indexes: readonly IndexDescription[];
  readonly isThere: boolean;
}

async function absentIndexes(db: Db, name: string, declared: readonly IndexDescription[]): Promise<IndexDescription[]> {
  const there = new Map((await db.collection(name).indexes()).map((index) => [index.name, index]));
  return declared.filter((index) => {
    const same = there.get(nameOf(index));
    if (same) checkUnchanged(name, index, same);
    return !same;
  });
}

async function create(db: Db, missing: readonly Missing[]): Promise<void> {
  for (const { name, indexes, isThere } of missing) {
    if (!isThere) await createCollection(db, name);
    if (indexes.length > 0) await createIndexes(db, name, indexes);
  }
}

async function createCollection(db: Db, name: string): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    const madeMeanwhile = error instanceof MongoServerError && error.code === NAMESPACE_EXISTS;
    if (!madeMeanwhile) throw error;
  }
}

async function createIndexes(db: Db, collection: string, indexes: readonly IndexDescription[]): Promise<void> {
  try {
    await db.collection(collection).createIndexes(indexes.map((index) => ({ ...index, name: nameOf(index) })));
  } catch (error) {
    if (!(error instanceof MongoServerError && conflicts.has(error.code))) throw error;
    throw new IndexChanged(`An index of ${collection} cannot be made beside what is there: ${error.message}`, {
      cause: error,
    });
  }
}

/** What makes an index another one. */
const traits = ["unique", "sparse", "expireAfterSeconds", "partialFilterExpression", "hidden"] as const;

function checkUnchanged(collection: string, declared: IndexDescription, there: IndexDescriptionInfo): void {
  const different = traits.filter(
    (trait) => !isDeepStrictEqual(declared[trait] || undefined, there[trait] || undefined),
  );
  const fields = fieldsOf(declared);
  const sameKey = isDeepStrictEqual(fields, Object.keys(there.key)) && sameDirections(declared, there);
  const what = [...(sameKey ? [] : ["key"]), ...different].join(", ");
  if (what === "") return;
  throw new IndexChanged(
    `The index ${nameOf(declared)} of ${collection} is there with another ${what} than declared. ` +
      "Give the new one another name, and drop the old one when nothing uses it any more.",
  );
}

function sameDirections({ key }: IndexDescription, there: IndexDescriptionInfo): boolean {
  const directions = key instanceof Map ? [...key.values()] : Object.values(key);
  return isDeepStrictEqual(directions, Object.values(there.key));
}

/** As the driver would name it. */
function nameOf({ name, key }: IndexDescription): string {
  return name ?? [...(key instanceof Map ? key : Object.entries(key))].flat().join("_");
}
