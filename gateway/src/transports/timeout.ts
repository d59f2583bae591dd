import type { SubgraphTransport } from "@angidi/subgraph";
import type { ExecutionResult } from "graphql";
import type { Clock } from "./clock.ts";
import { Deadlines } from "./deadlines.ts";
import { SubgraphTimeout } from "./errors.ts";
import { Redirected } from "./redirected.ts";

/**
 * Gives every attempt at most so many milliseconds, then ends it and rejects with SubgraphTimeout. It rejects at once,
 * also when the transport does not heed its signal. Subscriptions last as long as somebody listens.
 */
export function timeout(
  transport: SubgraphTransport,
  { timeoutMilliseconds }: { readonly timeoutMilliseconds: number },
  { subgraph, clock }: { readonly subgraph: string; readonly clock: Clock },
): SubgraphTransport {
  const deadlines = new Deadlines(timeoutMilliseconds, clock);
  return {
    execute(request) {
      const { signal } = request;
      if (signal.aborted) return Promise.reject(signal.reason);
      return new Promise<ExecutionResult>((resolve, reject) => {
        const attempt = new AbortController();
        const onAbort = () => end(signal.reason);
        const deadline = deadlines.add(() => end(new SubgraphTimeout(subgraph, timeoutMilliseconds)));
        signal.addEventListener("abort", onAbort, once);

        function settle(): void {
          deadlines.remove(deadline);
          signal.removeEventListener("abort", onAbort);
        }
        function end(reason: unknown): void {
          settle();
          reject(reason);
          attempt.abort(reason);
        }

        // An attempt that throws rejects this promise like one that rejects, but would leave its deadline behind.
        try {
          transport.execute(new Redirected(request, attempt.signal)).then(
            (result) => {
              settle();
              resolve(result);
            },
            (error) => {
              settle();
              reject(error);
            },
          );
        } catch (error) {
          settle();
          reject(error);
        }
      });
    },
    subscribe: (request) => transport.subscribe(request),
  };
}

const once = { once: true };
