import { openRedis, openSubscriber, type Redis } from "../redis/openRedis.ts";
import { asWorker } from "../worker.ts";
import { type Broadcast, checkMessage } from "./broadcast.ts";
import { Hearers } from "./hearers.ts";

export interface RedisBroadcastSettings {
  readonly url: string;
  /** What the channels' names begin with in Redis, where all applications share them. */
  readonly channelPrefix: string;
  /** How the two connections are named in `CLIENT LIST`. */
  readonly applicationName?: string;
}

/** How often Redis is asked whether it is still there: TCP alone tells of a lost peer only after minutes. */
const PULSE = 15_000;
/** Subscribing is nobody's request: it may take its time before the connection is given up. */
const SUBSCRIBING_DEADLINE = 2_000;

/** Broadcasts by Redis's pub/sub, over one connection that publishes and one that listens on all channels. */
export async function redisBroadcast({
  url,
  channelPrefix,
  applicationName = "broadcast",
}: RedisBroadcastSettings): Promise<Broadcast> {
  const settings = { url, applicationName, keyPrefix: "" };
  const [publisher, subscriber] = await asWorker(() =>
    Promise.all([
      openRedis(settings),
      openSubscriber({ ...settings, commandTimeoutMilliseconds: SUBSCRIBING_DEADLINE }),
    ]),
  );
  const hearers = new Hearers();
  /** What channels that were just begun to be heard wait for. */
  const subscribing = new Map<string, Promise<void>>();

  /** Commands on a connection are done in order, so what was asked for last holds. */
  async function subscribe(channels: readonly string[]): Promise<"heard" | "away"> {
    try {
      await subscriber.subscribe(...channels.map((channel) => channelPrefix + channel));
      return "heard";
    } catch {
      // Not connected: it is done when it is. Else nobody knows to what it listens: a new connection begins anew.
      if (subscriber.status === "ready") subscriber.disconnect(true);
      return "away";
    }
  }

  subscriber.on("message", (channel: string, message: string) =>
    hearers.tell(channel.slice(channelPrefix.length), message),
  );
  subscriber.on("ready", async () => {
    const { channels } = hearers;
    if (channels.length === 0 || (await subscribe(channels)) === "away") return;
    for (const channel of channels) hearers.tell(channel, "");
  });
  const pulse = setInterval(() => feelPulse(subscriber), PULSE);
  pulse.unref();

  return {
    async publish(channel, message) {
      checkMessage(message);
      await publisher.publish(channelPrefix + channel, message).catch(() => {});
    },

    async listen(channel, onMessage) {
      const isFirst = !hearers.has(channel);
      const leave = hearers.add(channel, onMessage);
      if (isFirst) {
        const subscribed = subscribe([channel]).then(() => {
          if (subscribing.get(channel) === subscribed) subscribing.delete(channel);
        });
        subscribing.set(channel, subscribed);
      }
      await subscribing.get(channel);
      return async () => {
        if (leave() === "last") await subscriber.unsubscribe(channelPrefix + channel).catch(() => {});
      };
    },

    async close() {
      clearInterval(pulse);
      hearers.clear();
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

function feelPulse(subscriber: Redis): void {
  if (subscriber.status !== "ready") return;
  subscriber.ping().catch(() => {
    if (subscriber.status === "ready") subscriber.disconnect(true);
  });
}
