import type { CollectionDeclaration } from "@angidi/datastores";
import type { Logger } from "pino";
import type { Subgraph } from "./defineSubgraph.ts";
import type { SubgraphTransport } from "./transport.ts";

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What whoever runs a subgraph hands to it. */
export interface Surroundings {
  /** The way to another subgraph, by name. Looked up at the first call, so the order of starting does not matter. */
  readonly services: (name: string) => SubgraphTransport;
  readonly log: Logger;
}

/** A subgraph as its package offers it to whoever runs it: in one process with others, or alone. */
export interface SubgraphModule {
  readonly name: string;
  /** The folder of its SDL, readable without a database. */
  readonly schemaFolder: URL;
  /** Folders of SQL migrations for its own schema, in order. */
  readonly migrations: readonly URL[];
  /** The schema of its jobs, when it has any. */
  readonly jobsSchema?: string;
  /** What it keeps on MongoDB, when it does, for whoever spreads it over shards. It makes them itself. */
  readonly collections?: readonly CollectionDeclaration[];
  /** What it has an administrator of a Citus cluster run, once, in its schema. */
  readonly distribution?: readonly string[];
  create(environment: Environment, surroundings: Surroundings): Promise<Subgraph>;
}
