import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "@angidi/datastores";
import type { Admin, SeekEntry } from "kafkajs";
import type { ConsumerGroup } from "../eventLog.ts";
import { listGroups as listJoined } from "../postgres/groups.ts";
import type { Connected } from "./connected.ts";
import type { Topics } from "./topics.ts";

const milliseconds = 5_000;
const retryMilliseconds = 300;

interface Place {
  readonly topic: string;
  readonly partition: number;
  /** Negative where the group has none. */
  readonly offset: string;
}

/** Where a partition begins and ends. */
type Bounds = SeekEntry & { readonly high: string; readonly low: string };

/**
 * The groups that ever joined, which the database knows: the brokers forget those that are gone, know of one that has no place yet
 * only while it is there, and have groups of others. Where each is, the brokers know.
 */
export async function listGroups(
  database: Database,
  admin: Connected<Admin>,
  topics: Topics,
  group?: string,
): Promise<ConsumerGroup[]> {
  const joined = await listJoined(database, group);
  const names = await topics.ensure(joined.flatMap((one) => one.topics));
  const read = () =>
    admin.use("to read how far groups are", milliseconds, (client) => readGroups(client, topics, names, joined));
  // What fails may be no more than a connection that was lost meanwhile, or a partition that has another leader now.
  return read().catch(() => pause(retryMilliseconds).then(read));
}

async function readGroups(
  client: Admin,
  topics: Topics,
  names: readonly string[],
  joined: readonly ConsumerGroup[],
): Promise<ConsumerGroup[]> {
  const bounds = new Map(
    await Promise.all(names.map(async (name) => [name, await client.fetchTopicOffsets(name)] as const)),
  );
  return Promise.all(
    joined.map(async ({ group, topics: types }) => {
      const places = await client.fetchOffsets({ groupId: topics.nameOf(group), topics: types.map(topics.nameOf) });
      const partitions = places.flatMap(({ topic, partitions }) =>
        partitions.map((place) => ({ topic, ...place, bounds: boundsOf(bounds.get(topic), place.partition) })),
      );
      return {
        group,
        topics: types,
        position: positionOf(partitions, topics),
        lag: partitions.reduce(
          (sum, { offset, bounds: { low, high } }) => sum + Math.max(0, high - Math.max(low, Number(offset))),
          0,
        ),
        lastHandledAt: latest(partitions.map(({ metadata }) => metadata)),
      };
    }),
  );
}

function boundsOf(
  bounds: readonly Bounds[] | undefined,
  partition: number,
): { readonly low: number; readonly high: number } {
  const found = bounds?.find((one) => one.partition === partition);
  return { low: Number(found?.low ?? 0), high: Number(found?.high ?? 0) };
}

/** Such as "order.placed/3:17 order.placed/7:4": the partitions in which the group has a place, and the next offset there. */
function positionOf(partitions: readonly Place[], topics: Topics): string {
  return partitions
    .filter(({ offset }) => Number(offset) >= 0)
    .map(({ topic, partition, offset }) => `${topics.typeOf(topic)}/${partition}:${offset}`)
    .join(" ");
}

/** The latest of the times that are kept with each place. */
function latest(times: readonly (string | null)[]): Date | null {
  const last = times
    .filter((time) => time !== null && !Number.isNaN(Date.parse(time)))
    .sort()
    .at(-1);
  return last ? new Date(last) : null;
}
