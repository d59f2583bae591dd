import { IDENTITY_HEADER, type SubgraphRequest, type SubgraphTransport } from "@angidi/subgraph";
import type { SubscriptionsSettings } from "../settings/subscriptions.ts";
import { SharedSubscription } from "./sharedSubscription.ts";
import { perRequestHeaders } from "./sharing.ts";

export interface SharedSubscriptionsOptions {
  readonly settings: SubscriptionsSettings;
  /** Whether a subscription, by its document, begins where its reader was before: then it is the reader's own. */
  readonly isResumable: (query: string) => boolean;
  /** Headers that say who asks, freshly signed for each request; `callerKey` is compared in their place. */
  readonly identityHeaders?: readonly string[];
}

export interface SharedSubscriptions {
  /** The way to a subgraph: always the same one. */
  of(subgraph: string): SubgraphTransport;
  /** Those that are open go on, but nobody joins them any more: there is another supergraph. */
  renew(): void;
}

/**
 * Subscribes to a subgraph once for all who ask for the same: the same body, the same headers forwarded, and the same
 * caller unless the events are public.
 */
export function sharedSubscriptions(
  transports: (subgraph: string) => SubgraphTransport,
  options: SharedSubscriptionsOptions,
): SharedSubscriptions {
  const open = new Map<string, SharedSubscription>();
  const ways = new Map<string, SubgraphTransport>();

  function way(subgraph: string): SubgraphTransport {
    const transport = transports(subgraph);
    return {
      execute: (request) => transport.execute(request),
      subscribe(request) {
        const key = keyOf(request, options);
        if (key === undefined) return transport.subscribe(request);
        if (request.signal.aborted) return Promise.reject(request.signal.reason);
        return shared(transport, request, `${subgraph}\n${key}`).join(request.signal);
      },
    };
  }

  function shared(transport: SubgraphTransport, request: SubgraphRequest, key: string): SharedSubscription {
    const known = open.get(key);
    if (known) return known;
    const { queuedEvents, whenBehind, lingerSeconds } = options.settings;
    const made = new SharedSubscription(transport, request, {
      bounds: { most: queuedEvents, whenFull: whenBehind },
      lingerMilliseconds: lingerSeconds * 1_000,
      onEnd: () => void (open.get(key) === made && open.delete(key)),
    });
    open.set(key, made);
    return made;
  }

  return {
    of(subgraph) {
      let transport = ways.get(subgraph);
      if (!transport) {
        transport = options.settings.sharing ? way(subgraph) : transports(subgraph);
        ways.set(subgraph, transport);
      }
      return transport;
    },
    renew: () => open.clear(),
  };
}

/** The same for all who may read one subscription; undefined for one that cannot be shared. */
function keyOf(
  request: SubgraphRequest,
  { isResumable, identityHeaders = [IDENTITY_HEADER] }: SharedSubscriptionsOptions,
): string | undefined {
  const { query, headers, isPublic, callerKey } = request;
  // A signed identity without a key is the caller's for this one request alone.
  if (!isPublic && callerKey === undefined && identityHeaders.some((name) => name in headers)) return undefined;
  if (isResumable(query)) return undefined;
  const compared = Object.entries(headers)
    .filter(([name]) => !perRequestHeaders.includes(name) && !identityHeaders.includes(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([isPublic ? null : (callerKey ?? ""), compared, request.body ?? bodyOf(request)]);
}

function bodyOf({ query, variables, operationName }: SubgraphRequest): string {
  return JSON.stringify({ query, variables, operationName });
}
