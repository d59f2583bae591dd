import { randomUUID } from "node:crypto";
import { newCapability } from "@angidi/datastores";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { CartStore } from "../../src/data/cartStore.ts";
import { adding, changeById, changed, customerCart, guestCart, piecesIn, refusing, removing } from "./carts.ts";

/** Two replicas' stores of the same carts. */
export interface StoresUnderTest {
  readonly stores: readonly [CartStore, CartStore];
  close(): Promise<void>;
}

/** What a store of carts does, whatever it is made of. */
export function cartStoreContract(open: () => Promise<StoresUnderTest>): void {
  let under: StoresUnderTest;
  let here: CartStore;
  let there: CartStore;
  beforeAll(async () => {
    under = await open();
    [here, there] = under.stores;
  });
  afterAll(() => under.close());

  const created = async (cart: Parameters<CartStore["create"]>[0]) => (await here.create(cart))!;
  const [hat, shirt, shoe] = [randomUUID(), randomUUID(), randomUUID()];

  test("gives a new cart to every replica, by its id in any case", async () => {
    for (const cart of [guestCart(shirt), customerCart(shirt)]) {
      const kept = await created(cart);
      expect(kept).toMatchObject({ ...cart, version: 1, checkout: 1, orderedVersion: null });
      for (const store of [here, there]) {
        expect(await store.find([cart.id, cart.id.toUpperCase()])).toEqual([kept, kept]);
        expect(await store.findToOrder([cart.id], { at: new Date(), email: null })).toEqual([kept]);
      }
    }
  });

  test("gives null for ids that lead nowhere, each in its place", async () => {
    const { id } = await created(guestCart(shirt));
    const found = await there.find([newCapability(), id, "no-uuid", ""]);
    expect(found.map((cart) => cart?.id ?? null)).toEqual([null, id, null, null]);
    expect(await there.findToOrder([newCapability(), "no-uuid"], { at: new Date(), email: null })).toEqual([
      null,
      null,
    ]);
    expect(await there.find([])).toEqual([]);
  });

  test("keeps one cart for each customer", async () => {
    const cart = customerCart(shirt);
    const others = [randomUUID(), cart.customerId];
    expect(await there.ofCustomers(others)).toEqual([null, null]);
    const kept = await created(cart);
    expect(await there.create({ ...customerCart(hat), buyerId: cart.buyerId, customerId: cart.customerId })).toBeNull();
    for (const store of [here, there, here]) expect(await store.ofCustomers(others)).toEqual([null, kept]);
  });

  test.each([
    ["a guest's cart", guestCart],
    ["a customer's cart", customerCart],
  ])("changes %s by one version, for every replica", async (_whose, cartOf) => {
    const cart = await created(cartOf(shirt));
    const bigger = changed(await here.change(cart, adding(hat)));
    expect(bigger).toMatchObject({ id: cart.id, version: 2 });
    expect(await there.find([cart.id])).toEqual([bigger]);
    const smaller = changed(await changeById(there, cart.id, removing(shirt)));
    expect(smaller.version).toBe(3);
    for (const store of [here, there]) {
      const [now] = await store.find([cart.id]);
      expect(now).toEqual(smaller);
      expect(piecesIn(now)).toEqual({ [hat]: 1 });
    }
  });

  test.each([
    ["a guest's cart", guestCart],
    ["a customer's cart", customerCart],
  ])("decides anew about %s that was changed since it was read", async (_whose, cartOf) => {
    const cart = await created(cartOf(shirt));
    await changeById(there, cart.id, adding(hat));
    expect(piecesIn(changed(await here.change(cart, adding(shoe))))).toEqual({ [shirt]: 1, [hat]: 1, [shoe]: 1 });
  });

  test.each([
    ["a guest's cart", guestCart],
    ["a customer's cart", customerCart],
  ])("keeps all of %s: what is saved for later, seen prices and the market", async (_whose, cartOf) => {
    const cart = await created(cartOf(shirt));
    const line = { ...cart.lines[0]!, quantity: 2, seenPrice: { amount: 1_000, currency: "JPY" } };
    const content = {
      market: "japan",
      currency: "JPY",
      pricesIncludeTax: true,
      lines: [line],
      savedLines: [{ ...line, id: randomUUID(), variantId: hat }],
      promotionIds: [randomUUID()],
    };
    const kept = changed(await changeById(here, cart.id, () => ({ kind: "edited", content })));
    expect(kept).toEqual({ ...cart, ...content, version: 2 });
    for (const store of [there, here]) expect(await store.find([cart.id])).toEqual([kept]);
    expect(await there.findToOrder([cart.id], { at: new Date(), email: null })).toEqual([kept]);
    await there.transaction(async (carts) => void (await carts.save({ ...(await carts.lock(cart.id))!, version: 3 })));
    for (const store of [there, here]) expect(await store.find([cart.id])).toEqual([{ ...kept, version: 3 }]);
  });

  test("makes no version of what stays as it is, nor of a refusal", async () => {
    for (const cart of [await created(guestCart(shirt)), await created(customerCart(shirt))]) {
      expect(await here.change(cart, (current) => ({ kind: "edited", content: current }))).toEqual({
        kind: "changed",
        cart,
      });
      expect(await here.change(cart, refusing)).toMatchObject({ kind: "invalid-input" });
      expect(await there.find([cart.id])).toEqual([cart]);
    }
  });

  test.each([
    ["a guest's cart", guestCart],
    ["a customer's cart", customerCart],
  ])("loses none of many changes at once of %s", async (_whose, cartOf) => {
    const { id } = await created(cartOf(shirt));
    const changes = await Promise.all(
      Array.from({ length: 24 }, (_, index) => changeById(index % 2 ? here : there, id, adding(shirt))),
    );
    expect(new Set(changes.map((change) => changed(change).version)).size).toBe(24);
    expect(await here.findToOrder([id], { at: new Date(), email: null })).toMatchObject([
      { version: 25, lines: [{ quantity: 25 }] },
    ]);
  });

  test("is the same after it was read for an order, and is changed on", async () => {
    const cart = await created(guestCart(shirt));
    expect(await there.findToOrder([cart.id], { at: new Date(), email: null })).toEqual([cart]);
    const changes = [await here.change(cart, adding(hat)), await changeById(there, cart.id, adding(shoe))];
    expect(changes.map((change) => changed(change).version)).toEqual([2, 3]);
    for (const store of [here, there]) {
      expect(piecesIn((await store.find([cart.id]))[0])).toEqual({ [shirt]: 1, [hat]: 1, [shoe]: 1 });
    }
  });

  test("writes all of a cart in a transaction", async () => {
    for (const cart of [await created(guestCart(shirt)), await created(customerCart(shirt))]) {
      const closed = { ...cart, lines: [], version: 2, checkout: 2, orderedVersion: 2 };
      await there.transaction(async (carts) => carts.save({ ...(await carts.lock(cart.id))!, ...closed }));
      for (const store of [here, there]) expect(await store.find([cart.id])).toMatchObject([closed]);
    }
  });

  test("writes nothing of a transaction that fails, and the cart lives on", async () => {
    const cart = await created(guestCart(shirt));
    const failing = here.transaction(async (carts) => {
      await carts.save({ ...(await carts.lock(cart.id))!, lines: [], version: 7 });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await there.find([cart.id])).toEqual([cart]);
    expect(piecesIn(changed(await changeById(here, cart.id, adding(hat))))).toEqual({ [shirt]: 1, [hat]: 1 });
  });

  test("leads from a guest's cart to the customer's into which it was merged", async () => {
    const [guests, customers] = [await created(guestCart(shirt)), customerCart()];
    const own = await there.transaction(async (carts) => {
      const guest = (await carts.lock(guests.id))!;
      const made = await carts.lockOwn(customers);
      const merged = { ...made, lines: guest.lines, version: 2 };
      await carts.save(merged);
      await carts.save({ ...guest, lines: [], version: 2, mergedInto: made.id });
      return merged;
    });
    for (const store of [here, there, here]) {
      expect(await store.find([guests.id, own.id])).toMatchObject([{ id: own.id }, { id: own.id }]);
      expect(await store.ofCustomers([customers.customerId])).toMatchObject([{ lines: guests.lines }]);
    }
    expect(await here.change(guests, adding(hat))).toMatchObject({ kind: "cart-not-found" });
    expect(piecesIn(changed(await changeById(here, guests.id, adding(hat))))).toEqual({ [shirt]: 1, [hat]: 1 });
  });

  test("locks what is not there as null", async () => {
    expect(
      await here.transaction(async (carts) => [await carts.lock(randomUUID()), await carts.lock("no-uuid")]),
    ).toEqual([null, null]);
  });
}
