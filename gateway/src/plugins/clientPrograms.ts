import { BoundedCache } from "../boundedCache.ts";
import { holdsCardNumber } from "../cardNumbers/text.ts";
import type { ClientProgram, Exchange, IncomingHeaders } from "../pipeline/exchange.ts";
import type { Plugin } from "../pipeline/plugin.ts";

/** Headers by which a client tells what program it is; over WebSocket they stand in `connectionParams`. */
const nameHeaders = [
  ["apollographql-client-name", "apollographql-client-version"],
  ["graphql-client-name", "graphql-client-version"],
] as const;

/** Fit to be written to logs and labels as they are. */
const saneName = /^[\p{L}\p{N}@][\p{L}\p{N} ._@/:+()-]{0,63}$/u;
const saneVersion = /^[\w.+:-]{1,32}$/;

/** The same program is the same object, as long as it is remembered. */
const mostPrograms = 1_000;

/**
 * Finds out which program sends a request, as it says itself: by headers, or by the library that it names in
 * `extensions.clientLibrary`. It proves nothing, and is used for nothing but telling programs apart.
 */
export function clientPrograms(): Plugin {
  const known = new BoundedCache<ClientProgram>(mostPrograms);
  return {
    name: "client programs",
    onRequest(exchange) {
      const [name, version] = namedBy(exchange);
      if (typeof name !== "string" || !saneName.test(name) || holdsCardNumber(name)) return;
      const saidVersion =
        typeof version === "string" && saneVersion.test(version) && !holdsCardNumber(version) ? version : "";
      exchange.program = known.getOrMake(`${name}\n${saidVersion}`, () => ({ name, version: saidVersion }));
    },
  };
}

function namedBy({ incoming: { headers }, parameters }: Exchange): readonly [name: unknown, version: unknown] {
  return namedByHeaders(headers) ?? namedByLibrary(parameters.extensions?.clientLibrary) ?? [undefined, undefined];
}

function namedByHeaders(headers: IncomingHeaders): readonly [unknown, unknown] | undefined {
  for (const [name, version] of nameHeaders) {
    if (headers[name] !== undefined) return [headers[name], headers[version]];
  }
  return undefined;
}

function namedByLibrary(library: unknown): readonly [unknown, unknown] | undefined {
  if (typeof library !== "object" || library === null) return undefined;
  const { name, version } = library as Record<string, unknown>;
  return [name, version];
}
