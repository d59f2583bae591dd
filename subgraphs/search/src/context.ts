import type { Context as SubgraphContext } from "@angidi/subgraph";
import type { Generations } from "./data/generations.ts";
import type { SearchIndex } from "./data/searchIndex.ts";
import type { SynonymStore } from "./data/synonymStore.ts";

/** What this subgraph stands on. */
export interface Ports {
  readonly index: SearchIndex;
  readonly generations: Generations;
  readonly synonyms: SynonymStore;
  /** Takes note of a search that found something; counted later, by a worker. */
  readonly noteSearch: (words: readonly string[]) => void;
  /** Sets the worker going that builds a new generation. */
  readonly wakeRebuild: () => void;
  readonly newId: () => string;
  readonly now: () => Date;
  /** The shop's, in ISO 4217. */
  readonly currency: string;
}

export type Context = SubgraphContext<Ports>;
