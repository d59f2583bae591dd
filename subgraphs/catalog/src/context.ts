import type { Context as RequestContext } from "@angidi/subgraph";
import type { Loaders } from "./loaders.ts";
import type { Ports } from "./ports.ts";

/** What the catalogue's resolvers get. */
export type Context = RequestContext<Ports, Loaders>;
