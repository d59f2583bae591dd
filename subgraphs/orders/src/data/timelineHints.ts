import type { Database } from "@angidi/datastores";
import { timelineChannel } from "./orders.ts";

/** Hints that an order's timeline may have grown. They may be lost, and may come for nothing. */
export interface TimelineHints {
  /** Calls back on hints about an order, from when this has resolved until the function given back is called. */
  listen(orderId: string, onHint: () => void): Promise<() => void>;
}

/** Hints by NOTIFY: one LISTEN for all who follow an order, whichever. */
export function timelineHintsOf(database: Database): TimelineHints {
  const followers = new Map<string, Set<() => void>>();
  let listening: Promise<unknown> | undefined;

  function hint(orderId: string): void {
    // An empty payload: the connection was lost for a while, so anything may have been missed.
    const hinted = orderId === "" ? [...followers.values()] : [followers.get(orderId) ?? new Set<() => void>()];
    for (const callbacks of hinted) for (const callback of callbacks) callback();
  }

  return {
    async listen(orderId, onHint) {
      const callbacks = followers.get(orderId) ?? new Set();
      followers.set(orderId, callbacks.add(onHint));
      const stop = () => {
        callbacks.delete(onHint);
        if (callbacks.size === 0 && followers.get(orderId) === callbacks) followers.delete(orderId);
      };
      listening ??= database.listen(timelineChannel, hint).catch((error) => {
        listening = undefined;
        throw error;
      });
      try {
        await listening;
      } catch (error) {
        stop();
        throw error;
      }
      return stop;
    },
  };
}
