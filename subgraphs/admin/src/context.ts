import type { EventLog } from "@angidi/events";
import type { Context as SubgraphContext } from "@angidi/subgraph";

/** What this subgraph stands on. */
export interface Ports {
  readonly events: Pick<EventLog, "groups" | "deadLetters">;
}

export type Context = SubgraphContext<Ports>;
