import type { Consumer, EachBatchHandler } from "kafkajs";
import { assignBySubject } from "./assignment.ts";
import { type KafkaClient, retry } from "./client.ts";
import { disconnectMilliseconds } from "./connected.ts";
import { unlessAborted, within } from "./deadline.ts";
import { heartbeatMilliseconds, rebalanceMilliseconds, sessionMilliseconds } from "./membership.ts";

/**
 * Consumes the topics with a client, which it releases at the end, as a member of the group until `signal` is aborted, and rejects when it cannot go on. Either way the
 * member has done with what it had in hand by then, and has left the group if the brokers can be reached. It begins at the beginning of partitions in which the
 * group has no place yet. `eachBatch` moves that place; it is called for one partition at a time.
 */
export async function consumeTopics(
  { kafka, kafkajs, release }: KafkaClient,
  {
    groupId,
    topics,
    eachBatch,
    onJoin = () => {},
    signal,
  }: {
    readonly groupId: string;
    readonly topics: string[];
    readonly eachBatch: EachBatchHandler;
    readonly onJoin?: () => void;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout: sessionMilliseconds,
    heartbeatInterval: heartbeatMilliseconds,
    rebalanceTimeout: rebalanceMilliseconds,
    // An idle one asks so often. By the default of 5 s it would also take that long to join and to leave.
    maxWaitTimeInMs: 200,
    allowAutoTopicCreation: false,
    partitionAssigners: [assignBySubject(kafkajs)],
    // It restarts after some failures and gives up after others. One way for all is enough, and that is the caller's.
    retry: { ...retry, restartOnFailure: async () => false },
  });
  consumer.on(consumer.events.GROUP_JOIN, onJoin);
  const crashed = new Promise<never>((_resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  });
  crashed.catch(() => {}); // it may come while nobody waits for it
  let inHand: Promise<unknown> = Promise.resolve();
  const joined = join(consumer, topics, (batch) => {
    const handled = eachBatch(batch);
    inHand = handled.catch(() => {});
    return handled;
  });
  try {
    await unlessAborted(
      signal,
      joined.then(() => crashed),
    );
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await inHand;
    // Not before it has joined: told to leave while it joins, it would join all the same and stay for ever.
    const left = joined.catch(() => {}).then(() => consumer.disconnect());
    await within(disconnectMilliseconds, "to leave the group", left).catch(() => {});
    release();
  }
}

async function join(consumer: Consumer, topics: string[], eachBatch: EachBatchHandler): Promise<void> {
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: 1, eachBatch });
}
