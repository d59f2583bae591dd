import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import type { ExecutionResult } from "graphql";

/** A call that a subgraph got and has not answered until the test says so. */
export interface Pending {
  readonly request: SubgraphRequest;
  answer(result?: ExecutionResult): void;
  fail(error?: unknown): void;
}

export interface SilentSubgraph {
  readonly transport: SubgraphTransport;
  /** All calls it ever got, in order. */
  readonly calls: Pending[];
}

/** A subgraph that answers only when it is told to, and does not care whether anybody still waits. */
export function silentSubgraph(): SilentSubgraph {
  const calls: Pending[] = [];
  return {
    calls,
    transport: {
      execute(request) {
        const { promise, resolve, reject } = Promise.withResolvers<ExecutionResult>();
        calls.push({
          request,
          answer: (result = { data: { ok: true } }) => resolve(result),
          fail: (error = refusedConnection()) => reject(error),
        });
        return promise;
      },
      async subscribe(request) {
        return (async function* () {
          for (let count = 1; count <= 2 && !request.signal.aborted; count++) yield { data: { count } };
        })();
      },
    },
  };
}

export function query(more: Partial<SubgraphRequest> = {}): SubgraphRequest {
  return { query: "{ ok }", headers: {}, signal: new AbortController().signal, kind: "query", ...more };
}

export function refusedConnection(): Error {
  return Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
}

/** Lets everything go on that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
