import type { ConsumerGroup, EventLog } from "@angidi/events";

export interface Consumer extends ConsumerGroup {
  /** How many events it gave up on that nobody has settled. */
  readonly deadLetterCount: number;
}

/** All groups of consumers, by name. */
export async function listConsumers({
  events,
}: {
  readonly events: Pick<EventLog, "groups" | "deadLetters">;
}): Promise<Consumer[]> {
  const [groups, open] = await Promise.all([events.groups(), events.deadLetters.openByGroup()]);
  return groups.map((group) => ({ ...group, deadLetterCount: open.get(group.group) ?? 0 }));
}
