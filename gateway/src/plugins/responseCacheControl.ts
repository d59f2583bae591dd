import { cachingOf } from "../caching/operationCaching.ts";
import type { OperationExchange } from "../pipeline/exchange.ts";
import type { Plugin } from "../pipeline/plugin.ts";

/** What an answer depends on beside the URL, whatever it is of. */
const always = ["Origin", "Accept"];

/**
 * Tells clients and proxies, by `cache-control`, how long they may keep an answer without errors: the supergraph's
 * `@cacheControl`. Any other answer keeps its `no-store`. To be listed after whatever adds to results.
 */
export function cacheControl({
  credentialHeaders,
  isPassedOn,
}: {
  /** In which callers say who they are. */
  readonly credentialHeaders: readonly string[];
  /** Whether subgraphs are told more of a request than who asks: then no shared cache can know what it depends on. */
  readonly isPassedOn: boolean;
}): Plugin {
  const vary = [...always, ...credentialHeaders].join(", ");

  const isShared = (exchange: OperationExchange) =>
    cachingOf(exchange.operation).policy.scope === "PUBLIC" && !isPassedOn && exchange.reply.extensions === undefined;

  return {
    name: "cache-control",
    onResult(exchange, result) {
      const { policy } = cachingOf(exchange.operation);
      // The schema changes without notice.
      if (policy.maxAge === 0 || policy.isIntrospection || result.errors) return;
      const { headers } = exchange.reply;
      headers["cache-control"] = `${isShared(exchange) ? "public" : "private"}, max-age=${policy.maxAge}`;
      headers.vary = vary;
    },
  };
}
