import type { Logger } from "pino";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import type { Settings } from "./settings.ts";

/**
 * Tells of settings for subgraphs that the supergraph does not have: a name that is misspelt would leave the subgraph
 * without them. No mistake, since the subgraph may be yet to come.
 */
export function warnOfUnknownSubgraphs(settings: Settings, { subgraphs }: LoadedSupergraph, log: Logger): void {
  const known = new Set(subgraphs.map(({ name }) => name));
  const named = {
    subgraphs: settings.subgraphs,
    "headers.subgraphs": settings.headers.subgraphs,
    "resilience.subgraphs": settings.resilience.subgraphs,
  };
  for (const [path, byName] of Object.entries(named)) {
    for (const name of Object.keys(byName)) {
      if (!known.has(name)) log.warn({ setting: `${path}.${name}` }, "The supergraph has no such subgraph");
    }
  }
}
