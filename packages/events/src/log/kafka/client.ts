import type { Kafka } from "kafkajs";
import type { KafkaSettings } from "../openEventLog.ts";
import { trackedSockets } from "./sockets.ts";

/** The library and a client of it for the brokers. */
export interface KafkaClient {
  readonly kafkajs: typeof import("kafkajs");
  readonly kafka: Kafka;
  /** Closes whatever connections are left. The client gets no new ones. */
  release(): void;
}

/** Few and short, since whoever asks has a deadline, and tries again in a way of its own. */
export const retry = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 };

/** Makes a client. The library is loaded with the first: without Kafka nobody needs it. */
export async function kafkaClient({ brokers }: KafkaSettings): Promise<KafkaClient> {
  const { default: kafkajs } = await import("kafkajs");
  const sockets = trackedSockets();
  const kafka = new kafkajs.Kafka({
    clientId: "angidi",
    brokers: [...brokers],
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    socketFactory: sockets.connect,
    retry,
    // It reports every retry. What comes to nothing is thrown, and told by whoever gets it.
    logLevel: kafkajs.logLevel.NOTHING,
  });
  return { kafkajs, kafka, release: sockets.release };
}
