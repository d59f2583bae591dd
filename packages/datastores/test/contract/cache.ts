import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Cache } from "../../src/index.ts";

export interface CacheWorld {
  /** A process of its own. */
  open(): Promise<Cache>;
  stop(): Promise<void>;
}

/** What every adapter does. */
export function cacheContract(title: string, makeWorld: () => Promise<CacheWorld>): void {
  describe(title, () => {
    let world: CacheWorld;
    let cache: Cache;
    beforeAll(async () => {
      world = await makeWorld();
      cache = await world.open();
    });
    afterAll(async () => {
      await cache.close();
      await world.stop();
    });

    let keys = 0;
    const newKey = () => `key ${keys++}`;
    /** Makes 1, 2, 3 … as it is called. */
    const counting = () => {
      let made = 0;
      return async () => ({ made: ++made });
    };

    test("what was made is kept, as plain data, until it is deleted", async () => {
      const [key, make] = [newKey(), counting()];
      expect(await cache.getOrSet(key, 60, make)).toEqual({ made: 1 });
      expect(await cache.getOrSet(key, 60, make)).toEqual({ made: 1 });
      await cache.delete([newKey(), key]);
      expect(await cache.getOrSet(key, 60, make)).toEqual({ made: 2 });
    });

    test.each([null, 0, "", false])("%j can be kept", async (value) => {
      const key = newKey();
      expect(await cache.getOrSet(key, 60, async () => value)).toBe(value);
      expect(await cache.getOrSet<unknown>(key, 60, async () => "another")).toBe(value);
    });

    test("what was made is made anew when its time is up", async () => {
      const [key, make] = [newKey(), counting()];
      await cache.getOrSet(key, 0.05, make);
      await pause(80);
      expect(await cache.getOrSet(key, 60, make)).toEqual({ made: 2 });
    });

    test("a hundred who miss at once wait for one", async () => {
      const [key, make] = [newKey(), counting()];
      const slowly = async () => {
        await pause(20);
        return make();
      };
      const answers = await Promise.all(Array.from({ length: 100 }, () => cache.getOrSet(key, 60, slowly)));
      expect(new Set(answers.map(({ made }) => made))).toEqual(new Set([1]));
    });

    test("a failure is thrown as it is, and not kept", async () => {
      const key = newKey();
      const failure = new RangeError("broken");
      const failing = async () => {
        throw failure;
      };
      await expect(cache.getOrSet(key, 60, failing)).rejects.toBe(failure);
      expect(await cache.getOrSet(key, 60, async () => "mended")).toBe("mended");
    });

    test("hundreds of keys are deleted at once", async () => {
      const make = counting();
      const many = Array.from({ length: 300 }, () => `${newKey()} ${"long ".repeat(40)}`);
      for (const key of many) await cache.getOrSet(key, 60, make);
      await cache.delete(many);
      expect(await cache.getOrSet(many[0]!, 60, make)).toEqual({ made: 301 });
      expect(await cache.getOrSet(many[299]!, 60, make)).toEqual({ made: 302 });
    });
  });
}
