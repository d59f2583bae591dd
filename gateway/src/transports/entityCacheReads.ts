import { type GraphQLSchema, isCompositeType, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { BoundedCache } from "../boundedCache.ts";
import { type EntityKeys, entityKeysOf } from "../caching/entityKeys.ts";
import { policyOfFetch } from "../caching/publicFetch.ts";
import { anyOf, someOf, subgraphTag, type Tag, tagOf } from "../caching/tags.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";

/** What is known of a request for entities that may be kept. */
export interface EntityRead {
  /** Seconds. */
  readonly maxAge: number;
  tagsOf(representation: Readonly<Record<string, unknown>>): readonly Tag[];
}

/** Requests that are remembered by their text, of one subgraph. */
const keptReads = 2_000;

/** Gives what is known of a request's text; undefined for one whose answers are not to be kept. */
export function entityReads(subgraph: string): (supergraph: LoadedSupergraph, query: string) => EntityRead | undefined {
  const known = new WeakMap<LoadedSupergraph, BoundedCache<{ readonly read: EntityRead | undefined }>>();
  return (supergraph, query) => {
    let reads = known.get(supergraph);
    if (!reads) {
      reads = new BoundedCache(keptReads);
      known.set(supergraph, reads);
    }
    return reads.getOrMake(query, () => ({ read: readOf(subgraph, supergraph, query) })).read;
  };
}

function readOf(subgraph: string, supergraph: LoadedSupergraph, query: string): EntityRead | undefined {
  const document = parse(query, { noLocation: true });
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [root, ...others] = operation?.selectionSet.selections ?? [];
  const isEntities = root?.kind === Kind.FIELD && root.name.value === "_entities" && !root.alias && others.length === 0;
  if (!isEntities) return undefined;
  const { maxAge, scope } = policyOfFetch(supergraph, document);
  if (maxAge <= 0 || scope !== "PUBLIC") return undefined;

  const keys = entityKeysOf(supergraph);
  const within = [subgraphTag(subgraph), ...typesWithin(document, supergraph.schema, keys)];
  return {
    maxAge,
    tagsOf(representation) {
      const type = String(representation.__typename);
      return [type, ...keyTags(type, representation, keys), ...within];
    },
  };
}

function keyTags(type: string, representation: Readonly<Record<string, unknown>>, keys: EntityKeys): readonly Tag[] {
  const values = (keys.ofType(type) ?? []).map((name) => representation[name]);
  const told = values.filter((value) => typeof value === "string" || typeof value === "number");
  const isWhole = values.length > 0 && told.length === values.length;
  return [...told.map((value) => tagOf(type, value)), ...(isWhole ? [] : [anyOf(type)])];
}

/** What the entities are made of: where entities are part of others, it is not looked which of them. */
function typesWithin(document: ReturnType<typeof parse>, schema: GraphQLSchema, keys: EntityKeys): readonly Tag[] {
  const tags = new Set<Tag>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const type = types.getType();
        const name = type?.toString().replace(/[[\]!]/g, "");
        if (!name || !node.selectionSet || !isCompositeType(schema.getType(name))) return;
        tags.add(name);
        if (keys.ofType(name)) tags.add(anyOf(name)).add(someOf(name));
      },
    }),
  );
  return [...tags];
}
