import { createHash } from "node:crypto";
import { BoundedCache } from "../boundedCache.ts";
import type { Exchange } from "../pipeline/exchange.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import { refusal } from "../pipeline/refusal.ts";

/** Of the texts that are kept, in characters: anybody may have a gateway keep some. */
const mostCharacters = 64 * 1024 * 1024;

/**
 * Automatic persisted queries: a client sends the SHA-256 of a document; if the gateway does not know it, the client sends
 * hash and text once, and the hash alone from then on. By Apollo's protocol, whose clients go by its words and codes.
 */
export function automaticDocuments({
  automatic,
  kept,
}: {
  /** Otherwise whoever tries is told that they are not supported. */
  readonly automatic: boolean;
  readonly kept: number;
}): Plugin {
  const texts = new BoundedCache<string>(kept, { of: (_hash, text) => text.length, most: mostCharacters });
  const taught = new WeakMap<Exchange, string>();
  return {
    name: "automatic documents",
    onRequest(exchange) {
      const hash = hashIn(exchange);
      if (hash === undefined) return;
      if (!automatic)
        throw refusal("PersistedQueryNotSupported", { code: "PERSISTED_QUERY_NOT_SUPPORTED", status: 200 });
      const { query } = exchange.parameters;
      if (query === undefined) {
        const known = texts.get(hash);
        if (known === undefined) throw notFound();
        exchange.parameters = { ...exchange.parameters, query: known };
      } else if (texts.get(hash) !== query) {
        if (createHash("sha256").update(query).digest("hex") !== hash) {
          throw refusal("provided sha does not match query", { code: "BAD_REQUEST" });
        }
        taught.set(exchange, hash);
      }
    },
    // Not before the document is found valid: what is not is of use to nobody.
    onOperation(exchange) {
      const hash = taught.get(exchange);
      if (hash !== undefined) texts.set(hash, exchange.operation.text);
    },
  };
}

/** Undefined for a request without one. Throws a Refusal for another version of the protocol. */
function hashIn({ parameters: { extensions } }: Exchange): string | undefined {
  const persisted = extensions?.persistedQuery;
  if (typeof persisted !== "object" || persisted === null) return undefined;
  const { version, sha256Hash } = persisted as { readonly version?: unknown; readonly sha256Hash?: unknown };
  if (version !== 1) throw refusal("Unsupported persisted query version", { code: "BAD_REQUEST" });
  if (typeof sha256Hash !== "string" || !/^[0-9a-f]{64}$/.test(sha256Hash)) {
    throw refusal("sha256Hash must be a SHA-256 in lower-case hex", { code: "BAD_REQUEST" });
  }
  return sha256Hash;
}

/** With status 200, as clients of the protocol expect it, and never to be cached. */
function notFound() {
  return refusal("PersistedQueryNotFound", {
    code: "PERSISTED_QUERY_NOT_FOUND",
    status: 200,
    headers: { "cache-control": "private, no-cache, must-revalidate" },
  });
}
