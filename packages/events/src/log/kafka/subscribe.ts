import { type Database, repeatedly, type Worker, warningsOf } from "@angidi/datastores";
import type { Subscription } from "../eventLog.ts";
import { joinGroup } from "../postgres/groups.ts";
import type { KafkaClient } from "./client.ts";
import { consumeBatch } from "./consumeBatch.ts";
import { consumeTopics } from "./consumeTopics.ts";
import { unlessAborted } from "./deadline.ts";
import type { Topics } from "./topics.ts";

/**
 * One member of a group. It connects and joins beside whoever starts it, and when it cannot go on it begins anew: brokers
 * that are away hold up the events and nothing else.
 */
export function subscribe(
  client: () => Promise<KafkaClient>,
  topics: Topics,
  database: Database,
  subscription: Subscription,
): Worker {
  const { group } = subscription;
  const types = [...subscription.topics].sort();
  const connection = warningsOf(group);

  return repeatedly({
    name: group,
    everyMilliseconds: 500,
    onError: connection.warn,
    async run(stopping) {
      let joined = false;
      const onJoin = () => {
        joined = true;
        connection.recovered();
      };
      try {
        await unlessAborted(stopping, joinGroup(database, { group, topics: types }));
        await consumeTopics(await client(), {
          groupId: topics.nameOf(group),
          topics: await unlessAborted(stopping, topics.ensure(types)),
          eachBatch: consumeBatch(subscription, stopping, warningsOf(group)),
          onJoin,
          signal: stopping,
        });
      } catch (error) {
        // Pauses grow as long as it does not come so far as to join.
        if (!joined) throw error;
        connection.warn(error);
      }
      return "done";
    },
  });
}
