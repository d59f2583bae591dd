import type { KeySet, OwnParts } from "@angidi/gateway";
import { type Environment, type SubgraphTransport, scopesOfRole } from "@angidi/subgraph";
import { apiKeysOfUsers } from "./apiKeys.ts";
import { invalidationsBy } from "./cacheInvalidation.ts";
import { explorerExamples } from "./explorerExamples.ts";
import { sessionEndingsOfUsers } from "./sessionEndings.ts";

/**
 * What the platform's code adds to the settings of its gateway: who knows its keys, who tells of sessions that have ended,
 * what its roles may do, by what events answers that it keeps go out of date, and what its explorer offers to begin with.
 */
export function platformParts(
  keySet: KeySet,
  transports: (subgraph: string) => SubgraphTransport,
  signingKey: string,
  environment: Environment,
): OwnParts {
  return {
    keySets: { angidi: keySet },
    apiKeys: apiKeysOfUsers(() => transports("users"), signingKey),
    sessionEndings: sessionEndingsOfUsers(() => transports("users"), signingKey),
    scopesOfRoles: scopesOfRole,
    invalidations: invalidationsBy(environment),
    explorerExamples: explorerExamples(),
  };
}
