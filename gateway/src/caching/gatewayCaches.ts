import type { SubgraphTransport } from "@angidi/subgraph";
import type { Logger } from "pino";
import type { Plugin } from "../pipeline/plugin.ts";
import { responseCache } from "../plugins/responseCache.ts";
import { cacheControl } from "../plugins/responseCacheControl.ts";
import { mutationsInvalidate } from "../plugins/responseCacheInvalidation.ts";
import type { CachingSettings } from "../settings/caching.ts";
import type { HeaderRuleSettings } from "../settings/headerRules.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { entityCache } from "../transports/entityCache.ts";
import { memoryStore } from "./memoryStore.ts";
import { passedOnBy } from "./passedOn.ts";
import { redisStore } from "./redisStore.ts";
import type { ResponseStore } from "./responseStore.ts";
import type { Tag } from "./tags.ts";

/** Begins to tell what is out of date, by tags, and does so until it is stopped. */
export type Invalidations = (invalidate: (tags: readonly Tag[]) => Promise<void>) => Promise<{ stop(): Promise<void> }>;

/** What a gateway keeps of answers. */
export interface GatewayCaches {
  /** Whether anything is kept at all. */
  readonly areOn: boolean;
  /** How many writes are known, by mutations and by what was told out of date. */
  readonly writes: () => number;
  /** To be listed after whatever refuses, withholds, or adds to results. */
  readonly plugins: readonly Plugin[];
  /** The way to a subgraph, past what is known of its entities. */
  readonly transports: (of: (subgraph: string) => SubgraphTransport) => (subgraph: string) => SubgraphTransport;
  /** Nothing that has any of the tags and was begun before is given any more. */
  invalidate(tags: readonly Tag[]): Promise<void>;
}

const mebibyte = 1_024 * 1_024;

/** The caches that are switched on; those that are not cost nothing. */
export function createCaches(
  { responses, entities, headers }: CachingSettings,
  {
    supergraph,
    headerRules,
    credentialHeaders,
    log,
  }: {
    readonly supergraph: () => LoadedSupergraph;
    readonly headerRules: HeaderRuleSettings;
    /** In which callers say who they are. */
    readonly credentialHeaders: readonly string[];
    readonly log: Logger;
  },
): GatewayCaches {
  const kept = responses.enabled ? storeBy(responses, log) : undefined;
  const known = entities.enabled
    ? memoryStore({ bytes: entities.megabytes * mebibyte, entries: entities.entries, largest: mebibyte })
    : undefined;
  const passedOn = passedOnBy(headerRules, () => supergraph().subgraphs);

  let writes = 0;
  const invalidate = async (tags: readonly Tag[]) => {
    writes++;
    known?.invalidate(tags);
    await kept?.invalidate(tags);
  };
  return {
    writes: () => writes,
    areOn: kept !== undefined || known !== undefined,
    plugins: [
      ...(headers ? [cacheControl({ credentialHeaders, isPassedOn: passedOn !== undefined })] : []),
      // Also where nothing is kept: a read must not join one that began before a write, either.
      mutationsInvalidate(invalidate),
      ...(kept ? [responseCache(responses, { store: kept, passedOn: passedOn ?? (() => "") })] : []),
    ],
    transports(of) {
      if (!known) return of;
      const cached = new Map<string, SubgraphTransport>();
      return (subgraph) => {
        let transport = cached.get(subgraph);
        if (!transport) {
          transport = entityCache(of(subgraph), { subgraph, supergraph, store: known, ...entities });
          cached.set(subgraph, transport);
        }
        return transport;
      };
    },
    invalidate,
  };
}

function storeBy(settings: CachingSettings["responses"], log: Logger): ResponseStore {
  const {
    redisUrl: url,
    redisKeyPrefix: keyPrefix,
    redisTimeoutMilliseconds: timeoutMilliseconds,
    longestSeconds,
  } = settings;
  const largest = settings.largestKilobytes * 1_024;
  return url
    ? redisStore({ url, keyPrefix, timeoutMilliseconds, longestSeconds, largest }, log)
    : memoryStore({ bytes: settings.megabytes * mebibyte, entries: settings.entries, largest });
}
