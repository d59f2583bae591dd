import { IDENTITY_HEADER, type SubgraphRequest, type SubgraphTransport } from "@angidi/subgraph";
import type { ExecutionResult, GraphQLFormattedError } from "graphql";
import type { Mark } from "../caching/invalidations.ts";
import type { ResponseStore } from "../caching/responseStore.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { type EntityRead, entityReads } from "./entityCacheReads.ts";
import { perRequestHeaders } from "./sharing.ts";

export interface EntityCacheOptions {
  readonly subgraph: string;
  /** The one in service. */
  readonly supergraph: () => LoadedSupergraph;
  readonly store: ResponseStore;
  /** No entity is kept for longer. */
  readonly longestSeconds: number;
  readonly identityHeaders?: readonly string[];
  readonly clock?: () => number;
}

type Entity = Readonly<Record<string, unknown>>;

/**
 * Keeps what a subgraph says of entities, each by its representation, and asks only for those that it does not have. Of
 * requests that are marked public, where the supergraph lets all of their fields be kept for everybody. Entities with
 * errors, and those that the subgraph does not know, are not kept.
 */
export function entityCache(
  transport: SubgraphTransport,
  {
    subgraph,
    supergraph,
    store,
    longestSeconds,
    identityHeaders = [IDENTITY_HEADER],
    clock = Date.now,
  }: EntityCacheOptions,
): SubgraphTransport {
  const reads = entityReads(subgraph);
  const uncompared = new Set([...perRequestHeaders, ...identityHeaders]);

  async function execute(
    request: SubgraphRequest,
    read: EntityRead,
    representations: readonly Entity[],
  ): Promise<ExecutionResult> {
    const keys = keysOf(request, representations);
    const found = await Promise.all(keys.map((key) => store.find(key)));
    const missing = [...found.keys()].filter((index) => found[index]!.response === undefined);
    const entities: unknown[] = found.map(({ response }) => (response ? JSON.parse(response.text) : null));
    if (missing.length === 0) return { data: { _entities: entities } };

    const asked = missing.map((index) => representations[index]!);
    const whole = missing.length === representations.length;
    const result = await transport.execute(whole ? request : new PartialRequest(request, asked));
    const answered = (result.data as { _entities?: unknown } | null | undefined)?._entities;
    if (!Array.isArray(answered))
      return whole || !result.errors ? result : { ...result, data: { _entities: entities } };

    const failed = failedIn(result.errors);
    for (const [position, index] of missing.entries()) {
      const entity: unknown = answered[position] ?? null;
      entities[index] = entity;
      if (entity === null || failed === "all" || failed.has(position)) continue;
      keep(keys[index]!, entity, read, representations[index]!, found[index]!.mark);
    }
    if (whole) return result;
    return {
      ...result,
      data: { _entities: entities },
      ...(result.errors ? { errors: result.errors.map((error) => moved(error, missing)) } : {}),
    };
  }

  function keep(key: string, entity: unknown, read: EntityRead, representation: Entity, mark: Mark | undefined): void {
    if (mark === undefined) return;
    const maxAge = Math.min(read.maxAge, longestSeconds);
    // As a text: whoever gets the entity writes into it.
    void store.keep(
      key,
      { text: JSON.stringify(entity), storedAt: clock(), maxAge },
      read.tagsOf(representation),
      mark,
    );
  }

  /** What is the same for all of the request's entities goes in front of each. */
  function keysOf({ query, variables, headers }: SubgraphRequest, representations: readonly Entity[]): string[] {
    const { representations: _, ...others } = variables ?? {};
    const told = Object.entries(headers).filter(([name]) => !uncompared.has(name));
    const prefix = JSON.stringify([subgraph, query, others, told.sort()]);
    return representations.map((representation) => prefix + JSON.stringify(representation));
  }

  return {
    execute(request) {
      const representations = request.variables?.representations;
      if (!request.isPublic || !Array.isArray(representations) || representations.length === 0) {
        return transport.execute(request);
      }
      const read = reads(supergraph(), request.query);
      return read ? execute(request, read, representations as readonly Entity[]) : transport.execute(request);
    },
    subscribe: (request) => transport.subscribe(request),
  };
}

/** Positions of entities that an error is about; all of them where it does not say which. */
function failedIn(errors: ExecutionResult["errors"]): ReadonlySet<number> | "all" {
  const failed = new Set<number>();
  for (const { path } of errors ?? []) {
    if (typeof path?.[1] !== "number") return "all";
    failed.add(path[1]);
  }
  return failed;
}

/** An error of the entity at a position among those that were asked for, at its place among all. */
function moved(error: GraphQLFormattedError, places: readonly number[]) {
  const [root, position, ...rest] = error.path ?? [];
  if (root === undefined || typeof position !== "number") return error as never;
  const { message, extensions, locations } = error;
  const path = [root, places[position] ?? position, ...rest];
  return { message, path, ...(extensions ? { extensions } : {}), ...(locations ? { locations } : {}) } as never;
}

/** A request for some of its representations. The text of the whole one would be wrong for it. */
class PartialRequest implements SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: SubgraphRequest["operationName"];
  readonly headers: SubgraphRequest["headers"];
  readonly signal: AbortSignal;
  readonly kind: SubgraphRequest["kind"];
  readonly isPublic: SubgraphRequest["isPublic"];
  readonly callerKey: SubgraphRequest["callerKey"];

  constructor(request: SubgraphRequest, representations: readonly Entity[]) {
    this.query = request.query;
    this.variables = { ...request.variables, representations };
    this.operationName = request.operationName;
    this.headers = request.headers;
    this.signal = request.signal;
    this.kind = request.kind;
    this.isPublic = request.isPublic;
    this.callerKey = request.callerKey;
  }
}
