import type { Context as SubgraphContext } from "@angidi/subgraph";
import type { Loaders } from "./loaders.ts";
import type { Ports } from "./ports.ts";

/** What every resolver of payments gets. */
export type Context = SubgraphContext<Ports, Loaders>;
