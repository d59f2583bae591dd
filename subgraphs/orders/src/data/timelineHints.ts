import type { Broadcast } from "@angidi/datastores";

/** Hints that an order's timeline may have grown. They may be lost, and may come for nothing. */
export interface TimelineHints {
  /** Calls back on hints about an order, from when this has resolved until the function given back is called. */
  listen(orderId: string, onHint: () => void): Promise<() => void>;
}

/** How a change of an order is hinted at: by a NOTIFY within its statement, or by what is done after it has committed. */
export type HintAtChange = "notify" | ((orderId: string) => void);

/** The broadcast's channel: one for the orders of all, with an order's id as the message. */
export const timelineChannel = "order_timeline";

/** Hints by a broadcast that others than PostgreSQL carry. */
export function hintAfterCommit(broadcast: Broadcast): HintAtChange {
  return (orderId) => void broadcast.publish(timelineChannel, orderId);
}

/** Hears the broadcast once for all who follow an order, whichever. */
export function timelineHintsOf(broadcast: Broadcast): TimelineHints {
  const followers = new Map<string, Set<() => void>>();
  let listening: Promise<unknown> | undefined;

  function hint(orderId: string): void {
    // An empty message: some may have been missed, of whichever order.
    const hinted = orderId === "" ? [...followers.values()] : [followers.get(orderId) ?? new Set<() => void>()];
    for (const callbacks of hinted) for (const callback of callbacks) callback();
  }

  return {
    async listen(orderId, onHint) {
      const callbacks = followers.get(orderId) ?? new Set();
      followers.set(orderId, callbacks.add(onHint));
      listening ??= broadcast.listen(timelineChannel, hint);
      await listening;
      return () => {
        callbacks.delete(onHint);
        if (callbacks.size === 0 && followers.get(orderId) === callbacks) followers.delete(orderId);
      };
    },
  };
}
