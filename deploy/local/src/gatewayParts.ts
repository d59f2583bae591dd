import type { KeySet, OwnParts } from "@angidi/gateway";
import { type SubgraphTransport, scopesOfRole } from "@angidi/subgraph";
import { apiKeysOfUsers } from "./apiKeys.ts";

/** What the platform's code adds to the settings of its gateway: who knows its keys, and what its roles may do. */
export function platformParts(
  keySet: KeySet,
  transports: (subgraph: string) => SubgraphTransport,
  signingKey: string,
): OwnParts {
  return {
    keySets: { angidi: keySet },
    apiKeys: apiKeysOfUsers(() => transports("users"), signingKey),
    scopesOfRoles: scopesOfRole,
  };
}
