import { openRedis, type Redis } from "@angidi/datastores";
import { describeOn, type TestRedis, testRedis } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type CartEntries, cartEntries } from "../../src/data/redis/cartEntries.ts";
import { customerCart, guestCart } from "./carts.ts";

describeOn("REDIS_URL", "what Redis has of a cart", (url) => {
  let corner: TestRedis;
  let redis: Redis;
  let entries: CartEntries;
  beforeAll(async () => {
    corner = testRedis(url);
    redis = await openRedis({ ...corner, applicationName: "test" });
    entries = cartEntries(redis);
  });
  afterAll(async () => {
    redis.disconnect();
    await corner.drop();
  });

  const stored = (cart = guestCart()) => ({ ...cart, version: 1, checkout: 1, orderedVersion: null, mergedInto: null });
  const entryOf = async (id: string) => (await entries.read([id])).get(id);
  const copy = (epoch: number, cart: ReturnType<typeof stored>, takenIn = 0) =>
    entries.copy(epoch, [{ cart, takenIn }]);

  test("a copy is replaced by newer ones, and by the same of a newer epoch, but by nothing older", async () => {
    const cart = stored(customerCart());
    const [second, third] = [
      { ...cart, version: 2 },
      { ...cart, version: 3 },
    ];
    await copy(5, second);
    await copy(6, cart); // of a newer epoch, but read before the second was written
    expect(await entryOf(cart.id)).toEqual({ kind: "copy", epoch: 5, cart: second });
    await copy(6, second);
    await copy(5, second);
    expect(await entryOf(cart.id)).toMatchObject({ epoch: 6 });
    await copy(5, third);
    expect(await entryOf(cart.id)).toEqual({ kind: "copy", epoch: 5, cart: third });
    expect(await redis.pttl(`cart:${cart.id}`)).toBeLessThanOrEqual(60_000);
  });

  test("an open cart is changed by whoever knows its version and an epoch that is not newer", async () => {
    const cart = stored();
    const next = { ...cart, version: 2 };
    expect(await entries.create(5, cart)).toEqual({ isCreated: true });
    expect(await entries.create(5, next)).toEqual({ isCreated: false });
    expect(await entries.change(6, next)).toEqual({ kind: "unsure" });
    await entries.renew(6, [cart.id]);
    await entries.renew(4, [cart.id]);
    expect(await entries.change(6, next)).toEqual({ kind: "done" });
    expect(await entries.change(4, next)).toEqual({ kind: "changed", cart: next });
    expect(await entryOf(cart.id)).toEqual({ kind: "open", epoch: 6, cart: next });
    expect(await redis.pttl(`cart:${cart.id}`)).toBeGreaterThan(29 * 24 * 3_600_000);
  });

  test("no copy hides an open cart, nor a sealed one that its row has not taken in", async () => {
    const cart = stored();
    const [second, third] = [
      { ...cart, version: 2 },
      { ...cart, version: 3 },
    ];
    await entries.create(5, cart);
    expect(await copy(9, third)).toEqual({ open: [cart.id] });
    await entries.change(5, second);
    expect(await entries.seal(cart.id)).toEqual({ cart: second });
    expect(await entries.seal(cart.id)).toEqual({ cart: second });
    expect(await entries.change(5, third)).toEqual({ kind: "elsewhere" });
    await entries.renew(9, [cart.id]);
    expect(await copy(9, third, 1)).toEqual({ open: [] });
    expect(await entryOf(cart.id)).toEqual({ kind: "sealed", epoch: 5, cart: second });
    await copy(9, third, 2);
    expect(await entryOf(cart.id)).toEqual({ kind: "copy", epoch: 9, cart: third });
    expect(await entries.seal(cart.id)).toEqual({ cart: null });
  });
});
