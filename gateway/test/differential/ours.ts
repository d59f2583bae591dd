import type { Subgraph } from "@angidi/subgraph";
import type { GraphQLFormattedError } from "graphql";
import { supergraphOf, worldOf } from "../kit/graph.ts";
import type { RunningSubgraph } from "./subgraphs.ts";

/** What anything that serves a supergraph answers. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly Pick<GraphQLFormattedError, "message" | "path">[];
}

export type Serve = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<Answer>;

/** The gateway under test: the one place where this folder meets it. */
export function serveByOurs(subgraphs: readonly RunningSubgraph[]): Serve {
  const { run } = worldOf(subgraphs.map(asSubgraph));
  return (query, variables) => run(query, { ...variables });
}

export function composed(subgraphs: readonly { readonly name: string; readonly sdl: string }[]): string {
  return supergraphOf(subgraphs.map(({ name, sdl }) => ({ name, sdl }) as Subgraph));
}

function asSubgraph({ name, sdl, execute }: RunningSubgraph): Subgraph {
  return {
    name,
    sdl,
    routes: [],
    transport: {
      execute: ({ query, variables, operationName }) => execute(query, variables ?? {}, operationName),
      subscribe: () => Promise.reject(new Error("There are no subscriptions here")),
    },
    start: async () => {},
    stop: async () => {},
  };
}
