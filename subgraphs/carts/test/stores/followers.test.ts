import { expect, test } from "@jest/globals";
import type { StoredCart } from "../../src/data/cartStore.ts";
import { openFollowers } from "../../src/data/redis/followers.ts";
import { guestCart } from "./carts.ts";

const stored = (version: number, cart = guestCart()): StoredCart =>
  ({ ...cart, version, checkout: 1, promotionIds: [] }) as unknown as StoredCart;

/** A store that is as slow as the test wants it to be. */
function slowStore() {
  const written: string[][] = [];
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const write = async (carts: readonly StoredCart[]) => {
    written.push(carts.map(({ id }) => id));
    await gate;
    return [];
  };
  return { written, write, open };
}

test("those who ask for the rows while they are being written share one more writing, however many they are", async () => {
  const { written, write, open } = slowStore();
  const followers = openFollowers({ write, onOvertaken: async () => {}, onFailure: () => {} });
  const [first, second] = [stored(1), stored(1)];
  followers.add(first);
  const flushes = [followers.flush()];
  await Promise.resolve();
  followers.add(second);
  for (let asked = 0; asked < 1_000; asked += 1) flushes.push(followers.flush());
  expect(new Set(flushes).size).toBeLessThanOrEqual(2);
  open();
  await Promise.all(flushes);
  expect(written.flat()).toContain(second.id);
  await followers.stop();
});

test("what was added before a flush is written when it ends, and only the newest of it", async () => {
  const { written, write, open } = slowStore();
  open();
  const followers = openFollowers({ write, onOvertaken: async () => {}, onFailure: () => {} });
  const cart = guestCart();
  followers.add(stored(2, cart));
  followers.add(stored(1, cart));
  await followers.flush();
  expect(written).toEqual([[cart.id]]);
  await followers.stop();
});
