import { describe, expect, test } from "@jest/globals";
import { eventsDatabaseUrlOf, readEventLog } from "../src/index.ts";

const shared = "postgresql://localhost/angidi";

describe("where the event log is", () => {
  test("is told by a variable of its own, or else it is in the database of all, or else in the subgraph's", () => {
    const own = { CARTS_DATABASE_URL: "postgresql://localhost/carts" };
    const events = { EVENTS_DATABASE_URL: "postgresql://localhost/events" };
    expect(eventsDatabaseUrlOf({ ...own, ...events, DATABASE_URL: shared }, "carts")).toBe(events.EVENTS_DATABASE_URL);
    expect(eventsDatabaseUrlOf({ ...own, EVENTS_DATABASE_URL: "", DATABASE_URL: shared }, "carts")).toBe(shared);
    expect(eventsDatabaseUrlOf(own, "carts")).toBe(own.CARTS_DATABASE_URL);
    expect(eventsDatabaseUrlOf(own)).toBeUndefined();
  });

  test("is PostgreSQL unless Kafka's brokers are named, whose topics have defaults", () => {
    expect(readEventLog({ DATABASE_URL: shared })).toEqual({ databaseUrl: shared, kafka: null });
    expect(readEventLog({ DATABASE_URL: shared, KAFKA_BROKERS: "one:9092, two:9092" })).toEqual({
      databaseUrl: shared,
      kafka: { brokers: ["one:9092", "two:9092"], topicPrefix: "", partitions: 12, replication: 1 },
    });
  });

  test("is refused with all its mistakes", () => {
    const mistaken = {
      KAFKA_BROKERS: "nowhere",
      KAFKA_TOPIC_PREFIX: "a b",
      KAFKA_PARTITIONS: "0",
      KAFKA_REPLICATION: "x",
    };
    for (const name of ["EVENTS_DATABASE_URL", ...Object.keys(mistaken)]) {
      expect(() => readEventLog(mistaken)).toThrow(name);
    }
  });
});
