import type { Database } from "@angidi/datastores";
import type { DeadLetters } from "../deadLetters.ts";
import type { EventLog } from "../eventLog.ts";
import type { KafkaSettings } from "../openEventLog.ts";
import { append } from "./append.ts";
import { kafkaClient, retry } from "./client.ts";
import { connected } from "./connected.ts";
import { listGroups } from "./groups.ts";
import { replay } from "./replay.ts";
import { subscribe } from "./subscribe.ts";
import { kafkaTopics } from "./topics.ts";

/**
 * The event log on Kafka. The database, which it closes, has the dead letters and the names of the groups. What asks
 * brokers that are away rejects within seconds; what consumes waits until they are back.
 */
export function kafkaEventLog({
  kafka: settings,
  database,
  deadLetters,
}: {
  readonly kafka: KafkaSettings;
  readonly database: Database;
  readonly deadLetters: DeadLetters;
}): EventLog {
  const client = () => kafkaClient(settings);
  const admin = connected(client, ({ kafka }) => kafka.admin({ retry }));
  const producer = connected(client, ({ kafka, kafkajs }) =>
    kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      retry,
    }),
  );
  const topics = kafkaTopics(settings, admin);
  return {
    append: (events) => append(producer, topics, events),
    subscribe: (subscription) => subscribe(client, topics, database, subscription),
    replay: (wanted) => replay(client, admin, topics, wanted),
    groups: (group) => listGroups(database, admin, topics, group),
    deadLetters,
    async close() {
      await Promise.all([producer.close(), admin.close()]);
      await database.close();
    },
  };
}
