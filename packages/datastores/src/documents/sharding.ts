import type { IndexDescription } from "mongodb";
import type { CollectionDeclaration } from "./documents.ts";

/** A URL may name several hosts, so it is not one of `new URL`. */
const PATH_OF_URL = /^[^:]+:\/\/[^/?]+\/([^?]+)/;

/** The database of a subgraph: `<path of the URL, or angidi>_<name>`, since several subgraphs may share a URL. */
export function databaseNameOf({ url, name }: { readonly url: string; readonly name: string }): string {
  return `${PATH_OF_URL.exec(url)?.[1] ?? "angidi"}_${name}`;
}

/** A command to the database "admin" of a cluster of shards. */
export interface ShardCollection {
  readonly shardCollection: string;
  readonly key: CollectionDeclaration["shardKey"];
}

/** What an administrator has a cluster of shards do, once, to spread a subgraph's collections. */
export function shardingCommands(
  subgraph: { readonly url: string; readonly name: string },
  collections: readonly CollectionDeclaration[],
): ShardCollection[] {
  const database = databaseNameOf(subgraph);
  return collections.map(({ name, shardKey }) => ({ shardCollection: `${database}.${name}`, key: shardKey }));
}

/**
 * Throws a TypeError for a declaration that no cluster of shards could keep: an index is unique within a shard only, unless
 * the shard key leads it.
 */
export function checkShardable({ name, indexes, shardKey }: CollectionDeclaration): void {
  const leading = Object.keys(shardKey);
  for (const index of indexes) {
    const fields = fieldsOf(index);
    if (!index.unique || fields[0] === "_id" || leading.every((field, place) => fields[place] === field)) continue;
    throw new TypeError(
      `The unique index on (${fields}) of ${name} must begin with its shard key (${leading}): across shards ` +
        "only the shard key makes unique. Let a document of its own, with the value as its _id, claim the value.",
    );
  }
}

/** The fields of an index, in order. */
export function fieldsOf({ key }: IndexDescription): string[] {
  return key instanceof Map ? [...key.keys()] : Object.keys(key);
}
