import { counter, gauge } from "@angidi/telemetry";
import type { EventLog } from "./log/eventLog.ts";

const relayed = counter({
  name: "angidi_events_relayed_total",
  help: "Events moved from an outbox to the log",
  labels: ["source"],
});
const consumed = counter({
  name: "angidi_events_consumed_total",
  help: "Events handled, attempts failed and events parked, by consumer group",
  labels: ["group", "outcome"],
});
const waiting = gauge({
  name: "angidi_outbox_waiting",
  help: "Events in an outbox that the log does not have yet",
  labels: ["source"],
});
const lag = gauge({
  name: "angidi_consumer_lag",
  help: "Events of a consumer group's topics that it has not handled yet",
  labels: ["group"],
});
const deadLetters = gauge({
  name: "angidi_dead_letters",
  help: "Events that a consumer group gave up on and nobody has settled",
  labels: ["group"],
});

export function countRelayed(source: string, count: number): void {
  if (count > 0) relayed.add({ source }, count);
}

export function countEvents(group: string, outcome: "handled" | "failed" | "parked", count = 1): void {
  if (count > 0) consumed.add({ group, outcome }, count);
}

/** Lets lag and dead letters of a group that consumes in this process be read, until the function given back is called. */
export function observeGroup(log: EventLog, group: string): () => void {
  const forgetLag = lag.measure(async () => {
    const [state] = await log.groups(group);
    return state ? [{ labels: { group }, value: state.lag }] : [];
  });
  const forgetLetters = deadLetters.measure(async () => [
    { labels: { group }, value: (await log.deadLetters.openByGroup()).get(group) ?? 0 },
  ]);
  return () => {
    forgetLag();
    forgetLetters();
  };
}

/** Lets the number of a source's events that wait be read, until the function given back is called. */
export function observeOutbox(source: string, count: () => Promise<number>): () => void {
  return waiting.measure(async () => [{ labels: { source }, value: await count() }]);
}
