/**
 * A consumer in a process of its own, for tests to kill: it tells when it has the first event in hand, its effect written
 * but not committed, and then never comes to an end with it.
 */
import { openDatabase } from "@angidi/datastores";
import { consume, openEventLog, postgresEffects } from "../../src/index.ts";
import { named, recordEffect } from "../world.ts";

const log = openEventLog(JSON.parse(process.env.LOG!));
const consumer = openDatabase({ url: process.env.CONSUMER_URL!, schema: "carts" });
await consume({
  log,
  group: "carts.test",
  topics: ["order.confirmed"],
  effects: postgresEffects(consumer),
  async handle(transaction, event) {
    await recordEffect(transaction, event);
    if (named(event) !== process.env.STOPS_AT) return;
    process.stdout.write("in hand\n");
    await new Promise(() => {});
  },
}).start();
