import { type SubgraphTransport, whenEnded } from "@angidi/subgraph";
import type { ExecutionResult } from "graphql";
import { Attempt } from "./attempt.ts";
import type { Clock } from "./clock.ts";
import { Deadlines } from "./deadlines.ts";
import { SubgraphTimeout } from "./errors.ts";

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
      if (!request.whenEnded && request.signal.aborted) return Promise.reject(request.signal.reason);
      return new Promise<ExecutionResult>((resolve, reject) => {
        const attempt = new Attempt(request);
        const forget = whenEnded(request, end);
        const deadline = deadlines.add(() => end(new SubgraphTimeout(subgraph, timeoutMilliseconds)));

        function settle(): void {
          deadlines.remove(deadline);
          forget();
        }
        function end(reason: unknown): void {
          settle();
          reject(reason);
          attempt.end(reason);
        }

        // An attempt that throws rejects this promise like one that rejects, but would leave its deadline behind.
        try {
          transport.execute(attempt).then(
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
