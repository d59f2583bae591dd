import { configuration } from "../configuration.ts";
import { refreshAtGraph } from "./refreshAtGraph.ts";
import { createRenewals, type Renewals } from "./renewal.ts";

/** How long a request waits for a renewal, in milliseconds. */
const patience = 5_000;

/**
 * The renewals of this process. Next loads this module once for the proxy and again for pages and routes, so they are
 * kept where all of them find the same.
 */
const place = Symbol.for("angidi.storefront.renewals");

export function sharedRenewals(): Renewals {
  const shared = globalThis as { [place]?: Renewals };
  shared[place] ??= createRenewals({ refresh: refreshAtGraph(configuration().graphUrl), patience, clock: Date.now });
  return shared[place];
}
