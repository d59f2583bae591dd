import { expect, test } from "@jest/globals";
import { BoundedCache } from "../src/boundedCache.ts";

test("a bounded cache forgets what was not asked for the longest, and nothing of what failed", () => {
  const cache = new BoundedCache<number>(2);
  let made = 0;
  const get = (key: string) => cache.getOrMake(key, () => ++made);
  get("a");
  get("b");
  get("a");
  get("c");
  expect([cache.size, made]).toEqual([2, 3]);
  expect(get("a")).toBe(1);
  expect(get("b")).toBe(4);
  const fail = () => {
    throw new Error("no");
  };
  expect(() => cache.getOrMake("d", fail)).toThrow("no");
  expect(get("d")).toBe(5);
});
