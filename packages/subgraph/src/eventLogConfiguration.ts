import { z } from "zod";
import { databaseUrlOf, parseEnvironment, settings } from "./configuration.ts";
import type { Environment } from "./module.ts";

/** The variables that say where the event log is, to be spread into the schema of whoever publishes or consumes. */
export const eventLogVariables = {
  /** By `eventsDatabaseUrlOf`. */
  EVENTS_DATABASE_URL: settings.postgresUrl,
  KAFKA_BROKERS: settings.brokers.optional(),
  /** What the names of topics and consumer groups begin with, so that several platforms can share a cluster. */
  KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[a-zA-Z0-9._-]{0,100}$/, "must be of letters, digits, dots, dashes and underscores")
    .default(""),
  /** Of topics that do not exist yet: at most so many consumers of a group share the work of one. */
  KAFKA_PARTITIONS: z.coerce.number().int().min(1).max(1_000).default(12),
  /** Of topics that do not exist yet: on how many brokers each event lies. */
  KAFKA_REPLICATION: z.coerce.number().int().min(1).max(9).default(1),
};

/** EVENTS_DATABASE_URL, or else the database that all share, or else the subgraph's own. */
export function eventsDatabaseUrlOf(environment: Environment, name?: string): string | undefined {
  return (
    environment.EVENTS_DATABASE_URL ||
    environment.DATABASE_URL ||
    (name === undefined ? undefined : databaseUrlOf(name, environment))
  );
}

/** What `openEventLog` of @angidi/events is given, from variables that were read. */
export function eventLogOf(given: z.output<z.ZodObject<typeof eventLogVariables>>) {
  return {
    databaseUrl: given.EVENTS_DATABASE_URL,
    kafka: given.KAFKA_BROKERS
      ? {
          brokers: given.KAFKA_BROKERS,
          topicPrefix: given.KAFKA_TOPIC_PREFIX,
          partitions: given.KAFKA_PARTITIONS,
          replication: given.KAFKA_REPLICATION,
        }
      : null,
  };
}

/** The same for who has no other configuration. Throws ConfigurationError. */
export function readEventLog(environment: Environment) {
  return eventLogOf(
    parseEnvironment(z.object(eventLogVariables), {
      ...environment,
      EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment),
    }),
  );
}
