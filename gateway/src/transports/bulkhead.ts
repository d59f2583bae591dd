import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import type { ExecutionResult } from "graphql";
import { SubgraphOverloaded } from "./errors.ts";

export interface BulkheadSettings {
  /** How many calls may be under way at a time. */
  readonly calls: number;
  /** How many more may wait for their turn. */
  readonly waiting: number;
  /** How many subscriptions may be open at a time. */
  readonly subscriptions: number;
}

interface Waiting {
  readonly request: SubgraphRequest;
  readonly resolve: (result: Promise<ExecutionResult>) => void;
  readonly onAbort: () => void;
}

/**
 * Bounds what one subgraph may hold of the gateway: so many calls under way, so many waiting in the order they came, and
 * beyond that SubgraphOverloaded at once. Who has gone waits no longer. Subscriptions are bounded by themselves, since
 * they stay; they never wait.
 */
export function bulkhead(
  transport: SubgraphTransport,
  settings: BulkheadSettings,
  subgraph: string,
): SubgraphTransport {
  /** Somebody waits only while `running` is at its bound. */
  const queue = new Set<Waiting>();
  let running = 0;
  let subscriptions = 0;

  function run(request: SubgraphRequest): Promise<ExecutionResult> {
    running += 1;
    return transport.execute(request).then(
      (result) => {
        leave();
        return result;
      },
      (error) => {
        leave();
        throw error;
      },
    );
  }

  function leave(): void {
    running -= 1;
    for (const next of queue) {
      queue.delete(next);
      next.request.signal.removeEventListener("abort", next.onAbort);
      next.resolve(run(next.request));
      return;
    }
  }

  function wait(request: SubgraphRequest): Promise<ExecutionResult> {
    const { signal } = request;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        queue.delete(waiting);
        reject(signal.reason);
      };
      const waiting = { request, resolve, onAbort };
      queue.add(waiting);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  }

  return {
    execute(request) {
      if (running < settings.calls) return run(request);
      if (request.signal.aborted) return Promise.reject(request.signal.reason);
      if (queue.size >= settings.waiting) return Promise.reject(new SubgraphOverloaded(subgraph));
      return wait(request);
    },

    async subscribe(request) {
      request.signal.throwIfAborted();
      if (subscriptions >= settings.subscriptions) throw new SubgraphOverloaded(subgraph);
      subscriptions += 1;
      let isOpen = true;
      const onEnd = () => {
        if (isOpen) subscriptions -= 1;
        isOpen = false;
        request.signal.removeEventListener("abort", onEnd);
      };
      request.signal.addEventListener("abort", onEnd, { once: true });
      try {
        return watched(await transport.subscribe(request), onEnd);
      } catch (error) {
        onEnd();
        throw error;
      }
    },
  };
}

/** The same stream, telling when it is over, whichever side ends it. */
function watched(source: AsyncIterable<ExecutionResult>, onEnd: () => void): AsyncIterableIterator<ExecutionResult> {
  const events = source[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const event = await events.next();
        if (event.done) onEnd();
        return event;
      } catch (error) {
        onEnd();
        throw error;
      }
    },
    async return() {
      onEnd();
      await events.return?.();
      return { done: true, value: undefined };
    },
  };
}
