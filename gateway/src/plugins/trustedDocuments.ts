import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { ConfigurationError } from "@angidi/subgraph";
import type { Logger } from "pino";
import type { Exchange, Parameters } from "../pipeline/exchange.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import { refusal } from "../pipeline/refusal.ts";

/** Documents that somebody answered for, by id. */
interface Manifest {
  readonly byId: ReadonlyMap<string, string>;
  readonly texts: ReadonlySet<string>;
}

const pollMilliseconds = 2_000;

/**
 * Trusted documents: those of a manifest, asked for by id – `documentId`, or the hash of a persisted query – or sent as
 * they stand there. Callers that are bound to them, or all if `trustedOnly`, may send nothing else. The manifest is
 * read again when its file changes; one that is no good is told, and the old one stays. Throws ConfigurationError for
 * one that is no good at the start.
 */
export function trustedDocuments(
  { manifest: path, trustedOnly }: { readonly manifest?: string | undefined; readonly trustedOnly: boolean },
  log: Logger,
): Plugin {
  let manifest: Manifest = path ? readManifest(path) : { byId: new Map(), texts: new Set() };
  const readAgain = () => {
    try {
      manifest = readManifest(path!);
      log.info({ documents: manifest.byId.size }, "The manifest of trusted documents was read again");
    } catch (error) {
      log.error({ reason: (error as Error).message }, "A manifest of trusted documents is refused; the old one stays");
    }
  };
  if (path) watchFile(path, { persistent: false, interval: pollMilliseconds }, readAgain);

  return {
    name: "trusted documents",
    onRequest(exchange) {
      const { query } = exchange.parameters;
      const id = idIn(exchange.parameters);
      const text = id === undefined ? undefined : manifest.byId.get(id);
      if (text !== undefined && (query === undefined || query === text)) {
        // Nothing is left for other protocols to look up.
        exchange.parameters = { ...exchange.parameters, query: text, extensions: undefined };
      } else if (isBound(exchange, trustedOnly) && (query === undefined || !manifest.texts.has(query))) {
        throw refusal("Only trusted documents may be sent here", { code: "TRUSTED_DOCUMENT_REQUIRED", status: 403 });
      } else if (query === undefined && exchange.parameters.documentId !== undefined) {
        throw refusal("There is no document of this id", { code: "PERSISTED_QUERY_NOT_FOUND", status: 404 });
      }
    },
    async stop() {
      if (path) unwatchFile(path, readAgain);
    },
  };
}

function isBound({ caller }: Exchange, trustedOnly: boolean): boolean {
  return trustedOnly || caller.trustedDocumentsOnly === true;
}

function idIn({ documentId, extensions }: Parameters): string | undefined {
  if (documentId !== undefined) return documentId;
  const persisted = extensions?.persistedQuery as { readonly sha256Hash?: unknown } | undefined;
  return typeof persisted?.sha256Hash === "string" ? persisted.sha256Hash : undefined;
}

function readManifest(path: string): Manifest {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ConfigurationError(`The manifest of trusted documents cannot be read: ${(cause as Error).message}`);
  }
  const entries = isApollos(given)
    ? given.operations.map(({ id, body }) => [id, body] as const)
    : Object.entries((given ?? {}) as Record<string, unknown>);
  for (const [id, text] of entries) {
    if (typeof id !== "string" || typeof text !== "string") {
      throw new ConfigurationError(`The manifest of trusted documents has an entry that is no text: ${id}`);
    }
  }
  const byId = new Map(entries as [string, string][]);
  return { byId, texts: new Set(byId.values()) };
}

function isApollos(given: unknown): given is { operations: readonly { id: string; body: string }[] } {
  return typeof given === "object" && given !== null && Array.isArray((given as { operations?: unknown }).operations);
}
