import type { EventLog } from "./eventLog.ts";
import { kafkaEventLog } from "./kafka/kafkaEventLog.ts";
import { postgresDeadLetters } from "./postgres/deadLetters.ts";
import { postgresEventLog } from "./postgres/postgresEventLog.ts";
import { sharedDatabase } from "./sharedDatabase.ts";

/** The folder with the log's tables, for the schema `events`. */
export const eventLogMigrations = new URL("../../migrations/log/", import.meta.url);
/** The schema in which the log lies. */
export const eventLogSchema = "events";

/** Where the log is. */
export interface EventLogSettings {
  /** The PostgreSQL of the schema `events`: it has the dead letters whatever the engine, and the log if there is no other. */
  readonly databaseUrl: string;
  readonly kafka?: KafkaSettings | null;
}

/** A Kafka that has the log. */
export interface KafkaSettings {
  /** As host:port. */
  readonly brokers: readonly string[];
  /** What the names of topics and groups begin with. */
  readonly topicPrefix: string;
  /** Of topics that do not exist yet. */
  readonly partitions: number;
  /** Of topics that do not exist yet: on how many brokers each event lies. */
  readonly replication: number;
}

/** Opens the event log. Nothing is connected before it is first used. */
export function openEventLog({ databaseUrl, kafka }: EventLogSettings): EventLog {
  const database = sharedDatabase(databaseUrl, eventLogSchema);
  const deadLetters = postgresDeadLetters(database);
  return kafka ? kafkaEventLog({ kafka, database, deadLetters }) : postgresEventLog({ database, deadLetters });
}
