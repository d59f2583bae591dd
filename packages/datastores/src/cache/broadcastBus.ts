import type { BusDriver } from "bentocache/types";
import type { Broadcast } from "../broadcast/broadcast.ts";

/**
 * Bentocache's bus over a broadcast. Its own one opens two more connections, cannot begin while Redis is away, and does not
 * see that messages were missed, after which nothing in memory may be trusted. `namespace` is the prefix of the cache's keys, by which bentocache finds its memory.
 */
export function broadcastBus(broadcast: Broadcast, namespace: string): BusDriver {
  let id = "";
  let stop: (() => Promise<void>) | undefined;
  const bus: BusDriver = {
    setId(given) {
      id = given;
      return bus;
    },
    publish: (channel, payload) => broadcast.publish(channel, JSON.stringify({ id, payload })),
    async subscribe(channel, handler) {
      stop = await broadcast.listen(channel, (message) => {
        if (message === "") return handler({ type: "clear", keys: [], namespace } as never);
        const { id: sender, payload } = JSON.parse(message);
        if (sender !== id) handler(payload);
      });
    },
    async unsubscribe() {
      await stop?.();
    },
    async disconnect() {
      await stop?.();
    },
    onReconnect() {}, // nothing waits to be sent again
  };
  return bus;
}
