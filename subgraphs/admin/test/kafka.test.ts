import { describeOn, eventually, testTopics } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { startWorld, stockEvent } from "./world.ts";

describeOn("KAFKA_BROKERS", "the consumers of events on Kafka", (brokers) => {
  test("are listed with how far they are, and their dead letters redriven", async () => {
    const topics = testTopics(brokers);
    const world = await startWorld(topics.environment);
    let isBroken = true;
    try {
      await world.consumer("carts.stock");
      await world.consumer("carts.alerts", ({ subject }) => {
        if (isBroken && subject === "a") throw new Error("no");
      });
      await world.log.append([stockEvent("a"), stockEvent("b")]);
      const state = (group: string, deadLetterCount: number) => ({
        group,
        topics: ["inventory.updated"],
        position: expect.stringMatching(/^(inventory\.updated\/\d:\d ?)+$/),
        lag: 0,
        deadLetterCount,
        lastHandledAt: expect.any(String),
      });
      await eventually(async () =>
        expect(await world.ask("EventConsumers")).toEqual([state("carts.alerts", 1), state("carts.stock", 0)]),
      );
      isBroken = false;
      const [letter] = await world.log.deadLetters.list({ count: 1 });
      await world.log.deadLetters.requestRedrive([letter!.id]);
      await eventually(async () =>
        expect(await world.log.deadLetters.list({ count: 1 })).toMatchObject([{ status: "REDRIVEN" }]),
      );
    } finally {
      await world.close();
      await topics.drop();
    }
  }, 20_000);
});
