import { setTimeout as pause } from "node:timers/promises";
import { describeOn, eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { publish, relay } from "../src/index.ts";
import { describeDeadLetters } from "./contract/deadLetters.contract.ts";
import { describeEventLog } from "./contract/eventLog.contract.ts";
import { describeInterleavings } from "./contract/interleavings.contract.ts";
import { kafka } from "./kafkaEngine.ts";
import { type Outage, outageOf } from "./outage.ts";
import { createWorld, effects, event, recorder, type World } from "./world.ts";

describeOn("KAFKA_BROKERS", "events on Kafka", (brokers) => {
  describeEventLog(kafka(brokers));
  describeDeadLetters(kafka(brokers));
  describeInterleavings(kafka(brokers));

  describe("brokers that are away", () => {
    const subjects = ["a", "b", "c", "d", "e"];
    let world: World;
    let outage: Outage;
    beforeEach(async () => {
      outage = outageOf(brokers);
      world = await createWorld(kafka(brokers));
      jest.spyOn(process, "emitWarning").mockImplementation(() => {});
    });
    afterEach(async () => {
      outage.end();
      await world.close();
      // Whatever the brokers did, nothing that this process opened is left open.
      await eventually(() => expect(outage.count()).toBe(0));
      outage.restore();
      jest.restoreAllMocks();
    });

    const seen = () => effects(world.consumer);
    const ofSubject = async (subject: string) => (await seen()).filter((one) => one.startsWith(`${subject}:`));
    const change = (version: number) =>
      world.publisher.transaction((transaction) =>
        publish(
          transaction,
          subjects.map((subject) => event(subject, version)),
        ),
      );
    async function expectAllInOrder(versions: number) {
      await eventually(async () => expect(await seen()).toHaveLength(subjects.length * versions), { timeout: 40_000 });
      for (const subject of subjects) {
        const all = Array.from({ length: versions }, (_, index) => `${subject}:${index + 1}`);
        expect(await ofSubject(subject)).toEqual(all);
      }
    }

    test("hold up events, and neither lose nor reorder any", async () => {
      await world.run(relay({ database: world.publisher, log: world.log, source: "orders" }));
      await world.run(recorder(world));
      await world.run(recorder(world));
      for (let version = 1; version <= 60; version++) {
        await change(version);
        if (version === 20 || version === 45) outage.begin();
        await pause(50);
        if (version === 35 || version === 55) outage.end();
      }
      await expectAllInOrder(60);
    }, 60_000);

    test("keep nobody from starting or stopping", async () => {
      outage.begin();
      const worker = recorder(world);
      const startedAt = Date.now();
      await worker.start();
      await world.run(relay({ database: world.publisher, log: world.log, source: "orders" }));
      await change(1);
      expect(Date.now() - startedAt).toBeLessThan(1_000);
      await world.run(recorder(world, { group: "carts.other" }));
      await pause(1_500);
      const stoppedAt = Date.now();
      await worker.stop();
      expect(Date.now() - stoppedAt).toBeLessThan(5_000);
      outage.end();
      await expectAllInOrder(1);
    }, 60_000);

    test("are told to who asks them within seconds", async () => {
      await world.run(recorder(world));
      await world.log.append([event("a", 1)]);
      outage.begin();
      const askedAt = Date.now();
      await expect(world.log.append([event("a", 2)])).rejects.toThrow();
      await expect(world.log.groups()).rejects.toThrow();
      expect(Date.now() - askedAt).toBeLessThan(15_000);
    }, 30_000);
  });
});
