import type { Context as SubgraphContext } from "@angidi/subgraph";
import type { Ports } from "./ports.ts";

export type Context = SubgraphContext<Ports>;
