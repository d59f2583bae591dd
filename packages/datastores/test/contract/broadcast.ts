import { eventually, type SeverableProxy } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Broadcast } from "../../src/index.ts";

/** An engine with ways to it that can be cut. */
export interface BroadcastWorld {
  /** A process of its own that broadcasts, by the way that is given. */
  open(by: SeverableProxy): Promise<Broadcast>;
  startWay(): Promise<SeverableProxy>;
  stop(): Promise<void>;
}

/** What every adapter does. */
export function broadcastContract(title: string, makeWorld: () => Promise<BroadcastWorld>): void {
  describe(title, () => {
    let world: BroadcastWorld;
    let way: SeverableProxy;
    let otherWay: SeverableProxy;
    let one: Broadcast;
    let other: Broadcast;
    beforeAll(async () => {
      world = await makeWorld();
    });
    afterAll(() => world.stop());
    beforeEach(async () => {
      way = await world.startWay();
      otherWay = await world.startWay();
      one = await world.open(way);
      other = await world.open(otherWay);
    });
    afterEach(async () => {
      await Promise.all([one.close(), other.close()]);
      await Promise.all([way.stop(), otherWay.stop()]);
    });

    const listen = async (broadcast: Broadcast, channel = "news") => {
      const heard: string[] = [];
      const stop = await broadcast.listen(channel, (message) => heard.push(message));
      return { heard, stop };
    };

    test("a message reaches every listener of every process, and nobody on another channel", async () => {
      const listeners = await Promise.all([listen(one), listen(one), listen(other)]);
      const elsewhere = await listen(other, "weather");
      await one.publish("news", "first");
      await other.publish("news", "second");
      await one.publish("weather", "rain");
      for (const { heard } of listeners) await eventually(() => expect(heard.toSorted()).toEqual(["first", "second"]));
      await eventually(() => expect(elsewhere.heard).toEqual(["rain"]));
    });

    test("who has stopped hears no more, and the others do", async () => {
      const [leaver, stayer] = [await listen(one), await listen(one)];
      await leaver.stop();
      await leaver.stop();
      await other.publish("news", "later");
      await eventually(() => expect(stayer.heard).toEqual(["later"]));
      expect(leaver.heard).toEqual([]);
    });

    test("one that begins to listen while the last one stops hears", async () => {
      await listen(one, "weather");
      const leaver = await listen(one);
      const [, stayer] = await Promise.all([leaver.stop(), listen(one)]);
      await other.publish("news", "later");
      await eventually(() => expect(stayer.heard).toEqual(["later"]));
    });

    test("a listener that fails keeps no other from hearing", async () => {
      await one.listen("news", () => {
        throw new Error("a broken listener");
      });
      const { heard } = await listen(one);
      await other.publish("news", "all the same");
      await eventually(() => expect(heard).toEqual(["all the same"]));
    });

    test("after a lost connection a listener is told that it may have missed something, and hears again", async () => {
      const { heard } = await listen(one);
      way.cut();
      await eventually(() => expect(heard).toEqual([""]));
      await other.publish("news", "again");
      await eventually(() => expect(heard).toEqual(["", "again"]));
    });

    test("who begins to listen while the engine is away hears when it is back", async () => {
      way.refuse();
      await eventually(() => expect(way.connections).toBe(0));
      const { heard } = await listen(one);
      await other.publish("news", "missed");
      way.restore();
      await eventually(() => expect(heard).toContain(""));
      await other.publish("news", "again");
      await eventually(() => expect(heard.at(-1)).toBe("again"));
      expect(heard).not.toContain("missed");
    });

    test("who stops to listen while the engine is away does not hear when it is back", async () => {
      const leaver = await listen(one);
      const stayer = await listen(one, "weather");
      way.refuse();
      await eventually(() => expect(way.connections).toBe(0));
      await leaver.stop();
      way.restore();
      await eventually(() => expect(stayer.heard).toEqual([""]));
      await other.publish("news", "later");
      await other.publish("weather", "sun");
      await eventually(() => expect(stayer.heard).toEqual(["", "sun"]));
      expect(leaver.heard).toEqual([]);
    });

    test("what is published while the engine is away is dropped, without an error", async () => {
      const { heard } = await listen(other);
      way.refuse();
      await eventually(() => expect(way.connections).toBe(0));
      await one.publish("news", "dropped");
      way.restore();
      await eventually(async () => {
        await one.publish("news", "kept");
        expect(heard).toContain("kept");
      });
      expect(heard).not.toContain("dropped");
    });

    test("thousands listen over one connection", async () => {
      const before = way.connections;
      const listeners = await Promise.all(
        Array.from({ length: 3_000 }, (_, index) => listen(one, `of ${index % 100}`)),
      );
      expect(way.connections).toBeLessThanOrEqual(before + 1);
      await Promise.all(Array.from({ length: 100 }, (_, index) => other.publish(`of ${index}`, "all")));
      await eventually(() => expect(listeners.every(({ heard }) => heard.length === 1)).toBe(true));
      await Promise.all(listeners.map(({ stop }) => stop()));
    });

    test("an empty message and one that is too long are mistakes", async () => {
      await expect(one.publish("news", "")).rejects.toThrow(TypeError);
      await expect(one.publish("news", "ä".repeat(4_000))).rejects.toThrow(TypeError);
      const { heard } = await listen(other);
      const longest = "ä".repeat(3_950);
      await one.publish("news", longest);
      await eventually(() => expect(heard).toEqual([longest]));
    });
  });
}
