export { type ConsumerSettings, consume, consumerMigrations } from "./consumer.ts";
export type { ConsumedBatch, EventLog } from "./log/eventLog.ts";
export { eventLogMigrations, eventLogSchema, openEventLog } from "./log/postgresEventLog.ts";
export { outboxInsert, outboxMigrations, outboxValue, publish } from "./outbox.ts";
export { relay, wakeRelay } from "./relay.ts";
export { repeatedly } from "./repeatedly.ts";
