export { type ConsumerSettings, consume, consumerMigrations } from "./consumer/consume.ts";
export type { EffectStore } from "./consumer/effectStore.ts";
export { consumerCollections, mongoEffects } from "./consumer/mongoEffects.ts";
export { postgresEffects } from "./consumer/postgresEffects.ts";
export { relayCollections } from "./documents/lease.ts";
export { pendingEventsIndex, type WithPendingEvents } from "./documents/pendingEvents.ts";
export { relayDocuments } from "./documents/relayDocuments.ts";
export {
  type DeadLetter,
  type DeadLetterStatus,
  type DeadLetters,
  deadLetterStatuses,
  type LettersChanged,
} from "./log/deadLetters.ts";
export type { ConsumerGroup, EventLog, Replay, Subscription } from "./log/eventLog.ts";
export {
  type EventLogSettings,
  eventLogMigrations,
  eventLogSchema,
  type KafkaSettings,
  openEventLog,
} from "./log/openEventLog.ts";
export { outboxInsert, outboxMigrations, outboxValue, publish } from "./outbox.ts";
export { relay, wakeRelay } from "./relay.ts";
