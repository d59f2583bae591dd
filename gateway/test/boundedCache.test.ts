import { expect, test } from "@jest/globals";
import { BoundedCache } from "../src/boundedCache.ts";

test("a bounded cache that knows what its entries weigh forgets the oldest when they are too heavy together", () => {
  const cache = new BoundedCache<string>(10, { of: (_key, text) => text.length, most: 10 });
  cache.set("a", "1234");
  cache.set("b", "1234");
  cache.set("a", "12");
  cache.set("c", "12345");
  expect([...cache.values()]).toEqual(["12", "12345"]);
  cache.delete("c");
  cache.set("d", "12345678");
  expect([...cache.values()]).toEqual(["12", "12345678"]);
  cache.set("e", "12345678901");
  expect(cache.size).toBe(0);
});

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
