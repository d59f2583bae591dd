import { StoreUnavailable } from "@angidi/datastores";
import { CodedError } from "@angidi/subgraph";

/**
 * A port as resolvers get it: where its store is away, clients are told that the service is, for the one field that asked,
 * and may try again; anything else that goes wrong is nobody's business outside.
 */
export function tellingWhenAway<Port extends object>(port: Port): Port {
  const telling = Object.entries(port).map(([name, method]) => [
    name,
    async (...given: unknown[]) => {
      try {
        return await method(...given);
      } catch (cause) {
        if (!(cause instanceof StoreUnavailable)) throw cause;
        throw new CodedError("SERVICE_UNAVAILABLE", "Search is not available just now; try again later", { cause });
      }
    },
  ]);
  return Object.fromEntries(telling) as Port;
}
