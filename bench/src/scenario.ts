import type { World } from "./world.ts";

/** What one run of a scenario remembers from step to step. */
export type Memory = Record<string, unknown>;

/** One request of a scenario. */
export interface Step {
  /** The name of an operation in operations.graphql. */
  readonly operation: string;
  variables(world: World, choice: number, memory: Memory): Record<string, unknown>;
  /** What a right answer's text holds; another answer makes the measurement fail. */
  readonly expects: string;
  /** Keeps what a later step needs. */
  // biome-ignore lint/suspicious/noExplicitAny: a step reads what it asked for
  keep?(data: any, memory: Memory): void;
}

/** Something that clients do, in one request or several that follow each other. */
export interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
  /** How many different things it is done with (products, accounts, search words); each run chooses one. */
  choices(world: World): number;
  /** The most statements that one run may send, over all subgraphs, BEGIN and COMMIT included. */
  readonly budget: number;
  /** Runs in a second that two cores shared by client, platform and database should reach. */
  readonly aim?: number;
  /** A root field without which the scenario is left out: its subgraph is not part of the platform. */
  readonly needs?: string;
}
