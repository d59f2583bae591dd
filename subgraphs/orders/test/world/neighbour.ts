import { setTimeout as pause } from "node:timers/promises";
import { defineSubgraph, type Subgraph, type SubgraphTransport } from "@angidi/subgraph";

/** What may happen to a call on its way to a neighbour. */
export type Fault =
  /** It never gets there. */
  | "unreachable"
  /** It is carried out, and the answer is lost. */
  | "answer-lost"
  /** It gets there late. */
  | { readonly delayMilliseconds: number };

/** A small subgraph that keeps honest books in memory, and the network to it, which can be told to fail. */
export interface Neighbour {
  readonly subgraph: Subgraph;
  /** The way to it, faults included. */
  readonly transport: SubgraphTransport;
  /** The operations that were carried out, in order. */
  readonly calls: string[];
  /** Lets the next `times` calls of an operation meet with a fault. */
  fail(operation: string, fault: Fault, times?: number): void;
  /** Ends all faults. */
  heal(): void;
}

export function neighbour(
  name: string,
  sdl: string,
  resolvers: Record<string, unknown>,
  signingKey: string,
): Neighbour {
  const subgraph = defineSubgraph({ name, schemaFolder: { sdl }, resolvers, ports: {}, signingKey });
  const faults = new Map<string, { readonly fault: Fault; left: number }>();
  const calls: string[] = [];

  function nextFault(operation: string): Fault | null {
    const known = faults.get(operation);
    if (!known || known.left === 0) return null;
    known.left -= 1;
    return known.fault;
  }

  const transport: SubgraphTransport = {
    ...subgraph.transport,
    async execute(request) {
      const operation = request.operationName ?? "";
      const fault = nextFault(operation);
      if (fault === "unreachable") throw new Error(`${name} is unreachable`);
      if (fault && typeof fault === "object")
        await pause(fault.delayMilliseconds, undefined, { signal: request.signal });
      const result = await subgraph.transport.execute(request);
      calls.push(operation);
      if (fault === "answer-lost") throw new Error(`The answer of ${name} was lost`);
      return result;
    },
  };
  return {
    subgraph: { ...subgraph, transport },
    transport,
    calls,
    fail: (operation, fault, times = Number.POSITIVE_INFINITY) => void faults.set(operation, { fault, left: times }),
    heal: () => faults.clear(),
  };
}
