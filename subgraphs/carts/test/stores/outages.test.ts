import { randomUUID } from "node:crypto";
import { countStatements, describeOn, eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { CartStore } from "../../src/data/cartStore.ts";
import { postgresCarts } from "../../src/data/postgres/carts.ts";
import type { Cart } from "../../src/domain/cart.ts";
import { adding, changeById, changed, customerCart, guestCart, piecesIn, refusing, removing } from "./carts.ts";
import { type Replicas, startReplicas } from "./replicas.ts";

describeOn("REDIS_URL", "carts when Redis", (url) => {
  let world: Replicas;
  let here: Replicas["replicas"][number];
  let there: Replicas["replicas"][number];
  beforeEach(async () => {
    world = await startReplicas(url, 2);
    [here, there] = world.replicas as [typeof here, typeof there];
  });
  afterEach(() => world.close());

  const [hat, shirt, shoe] = [randomUUID(), randomUUID(), randomUUID()];
  const nowAt = async ({ carts }: { carts: CartStore }, id: string) => (await carts.find([id]))[0] as Cart;
  const refuseAll = () => world.replicas.forEach(({ way }) => void way.refuse());
  const restoreAll = () => world.replicas.forEach(({ way }) => void way.restore());
  /** Ends when a replica reads this cart in Redis. */
  const isBackAt = ({ carts }: { carts: CartStore }, id: string) =>
    eventually(async () => {
      const { statements } = await countStatements(() => carts.find([id]));
      return statements.length === 0;
    });
  /** Ends when a guest's row has caught up. */
  const hasFollowed = (cart: Cart) =>
    eventually(async () => {
      const [row] = await postgresCarts(world.database).find([cart.id]);
      return row?.version === cart.version;
    });

  describe("is away", () => {
    test.each([
      ["a guest's cart", guestCart],
      ["a customer's cart", customerCart],
    ])("%s is read and changed, and nothing of it is undone when Redis is back", async (_whose, cartOf) => {
      const cart = (await here.carts.create(cartOf(shirt)))!;
      await hasFollowed(cart);
      await isBackAt(there, cart.id);
      refuseAll();
      const bigger = changed(await changeById(here.carts, cart.id, adding(hat)));
      expect(bigger.version).toBe(2);
      for (const replica of world.replicas) expect(await nowAt(replica, cart.id)).toEqual(bigger);
      restoreAll();
      for (const replica of world.replicas) {
        await isBackAt(replica, cart.id);
        expect(await nowAt(replica, cart.id)).toEqual(bigger);
      }
      const biggest = changed(await changeById(there.carts, cart.id, adding(shoe)));
      expect(piecesIn(biggest)).toEqual({ [shirt]: 1, [hat]: 1, [shoe]: 1 });
      expect(await nowAt(here, cart.id)).toEqual(biggest);
    });

    test("new carts are made, and live on", async () => {
      refuseAll();
      const carts = [guestCart(shirt), customerCart(shirt)];
      for (const cart of carts) expect(await here.carts.create(cart)).toMatchObject({ version: 1 });
      restoreAll();
      for (const { id } of carts) {
        await isBackAt(there, id);
        expect(piecesIn(changed(await changeById(there.carts, id, adding(hat))))).toEqual({ [shirt]: 1, [hat]: 1 });
      }
    });

    test("a guest's change that this replica made just before is there", async () => {
      const cart = (await here.carts.create(guestCart(shirt)))!;
      const bigger = changed(await here.carts.change(cart, adding(hat)));
      refuseAll();
      expect(await nowAt(here, cart.id)).toEqual(bigger);
    });

    test("a guest's cart can be ordered, and what was ordered does not come back", async () => {
      const cart = (await here.carts.create(guestCart(shirt)))!;
      await hasFollowed(cart);
      refuseAll();
      expect(await here.carts.findToOrder([cart.id], { at: new Date(), email: null })).toEqual([cart]);
      await here.carts.transaction(async (carts) => {
        const locked = (await carts.lock(cart.id))!;
        await carts.save({ ...locked, lines: [], version: 2, checkout: 2, orderedVersion: 2 });
      });
      restoreAll();
      await isBackAt(there, cart.id);
      expect(await nowAt(there, cart.id)).toMatchObject({ lines: [], version: 2, checkout: 2 });
    });
  });

  describe("is away for one replica alone", () => {
    test("the others do not go by what it could not tell Redis", async () => {
      const cart = (await here.carts.create(customerCart(shirt)))!;
      await isBackAt(there, cart.id);
      here.way.refuse();
      const versions = [2, 3, 4];
      for (const version of versions) {
        expect(changed(await changeById(here.carts, cart.id, adding(hat)))).toMatchObject({ version });
        expect(await nowAt(there, cart.id)).toMatchObject({ version });
      }
      expect(changed(await changeById(there.carts, cart.id, adding(shoe)))).toMatchObject({ version: 5 });
      expect(await nowAt(here, cart.id)).toMatchObject({ version: 5 });
    });

    test("a guest's cart that both change is united: nothing that was added is missing", async () => {
      // With a view that is never renewed, the other replica goes on in Redis for as long as it does not look.
      const slow = await startReplicas(url, 2, { view: 60_000, absence: 60, rest: 5 });
      try {
        const [one, two] = slow.replicas as [typeof here, typeof there];
        const cart = (await one.carts.create(guestCart(shirt)))!;
        await eventually(async () => (await postgresCarts(slow.database).find([cart.id]))[0] !== null);
        await two.carts.find([cart.id]);
        one.way.refuse();
        const [left, right] = [
          await changeById(one.carts, cart.id, adding(hat)),
          await changeById(two.carts, cart.id, adding(shoe)),
        ];
        expect([left, right].map((change) => changed(change).version)).toEqual([2, 2]);
        await eventually(async () => {
          const [row] = await postgresCarts(slow.database).find([cart.id]);
          expect(piecesIn(row)).toEqual({ [shirt]: 1, [hat]: 1, [shoe]: 1 });
        });
      } finally {
        await slow.close();
      }
    });
  });

  describe("answers nothing", () => {
    test("one request waits for it, not each, and the others are told once", async () => {
      const usual = await startReplicas(url, 1, {});
      try {
        const [one] = usual.replicas as [typeof here];
        const cart = (await one.carts.create(customerCart(shirt)))!;
        one.way.stall();
        expect(await nowAt(one, cart.id)).toEqual(cart);
        const began = performance.now();
        const { statements } = await countStatements(async () => {
          for (let count = 0; count < 20; count++) await changeById(one.carts, cart.id, adding(hat));
        });
        expect(performance.now() - began).toBeLessThan(2_000); // 250 ms for each would be 5 s
        expect(statements.filter(({ label }) => label === "carts.moveRedisEpochOn").length).toBeLessThanOrEqual(2);
        expect(await nowAt(one, cart.id)).toMatchObject({ version: 21 });
      } finally {
        await usual.close();
      }
    });
  });

  describe("has lost its data", () => {
    test("customers' carts are whole, and guests' as they were a moment ago", async () => {
      for (const cartOf of [guestCart, customerCart]) {
        const cart = (await here.carts.create(cartOf(shirt)))!;
        const bigger = changed(await here.carts.change(cart, adding(hat)));
        await hasFollowed(bigger);
        await world.redis.flush();
        for (const replica of world.replicas) expect(await nowAt(replica, cart.id)).toEqual(bigger);
        const biggest = changed(await changeById(there.carts, cart.id, adding(shoe)));
        expect(piecesIn(biggest)).toEqual({ [shirt]: 1, [hat]: 1, [shoe]: 1 });
        expect(await nowAt(here, cart.id)).toEqual(biggest);
      }
    });

    test("a guest's newest change is there as long as its replica is", async () => {
      const cart = (await here.carts.create(guestCart(shirt)))!;
      await hasFollowed(cart);
      const bigger = changed(await here.carts.change(cart, adding(hat)));
      await world.redis.flush();
      expect(await nowAt(here, cart.id)).toEqual(bigger);
      expect(await nowAt(there, cart.id)).toEqual(bigger);
    });

    test("a guest's newest change on another replica is there a moment later", async () => {
      const cart = (await here.carts.create(guestCart(shirt)))!;
      await hasFollowed(cart);
      const bigger = changed(await changeById(there.carts, cart.id, adding(hat)));
      await world.redis.flush();
      await nowAt(here, cart.id);
      await eventually(async () => expect(await nowAt(here, cart.id)).toEqual(bigger));
    });

    test("an older state that comes back, as after a failover, is not gone by", async () => {
      const cart = (await here.carts.create(guestCart(shirt, hat)))!;
      const key = `${world.redis.keyPrefix}cart:${cart.id}`;
      const older = await world.redis.client.hgetall(key);
      const newer = changed(await here.carts.change(cart, removing(hat)));
      await hasFollowed(newer);
      await world.redis.client.hset(key, older);
      for (const { way } of world.replicas) way.cut();
      for (const replica of world.replicas) expect(piecesIn(await nowAt(replica, cart.id))).toEqual({ [shirt]: 1 });
      await isBackAt(here, cart.id);
      expect(piecesIn(await nowAt(here, cart.id))).toEqual({ [shirt]: 1 });
    });
  });

  describe("was not told by a process that died", () => {
    test("of a customer's change: the next one is decided on both", async () => {
      const cart = (await here.carts.create(customerCart(shirt)))!;
      await isBackAt(there, cart.id);
      await postgresCarts(world.database).change(cart, adding(hat));
      const [old] = await there.carts.find([cart.id]);
      expect(old).toMatchObject({ version: 1 });
      expect(piecesIn(changed(await there.carts.change(old!, adding(shoe))))).toEqual({
        [shirt]: 1,
        [hat]: 1,
        [shoe]: 1,
      });
      expect(await nowAt(here, cart.id)).toMatchObject({ version: 3 });
    });

    test("of a customer's change: nothing is refused or taken for done because of the old copy", async () => {
      const cart = (await here.carts.create(customerCart(shirt)))!;
      await isBackAt(there, cart.id);
      await postgresCarts(world.database).change(cart, adding(hat));
      const [old] = await there.carts.find([cart.id]);
      const kept = await there.carts.change(old!, (current) =>
        current.version === 1 ? refusing() : adding(hat)(current),
      );
      expect(piecesIn(changed(kept))).toEqual({ [shirt]: 1, [hat]: 2 });
      await postgresCarts(world.database).change(changed(kept), adding(shoe));
      const [older] = await there.carts.find([cart.id]);
      const idle = await there.carts.change(older!, (current) => ({ kind: "edited", content: current }));
      expect(changed(idle)).toMatchObject({ version: 4 });
    });

    test("of a guest's cart that is changed in its row beside an open one: both are one again", async () => {
      const cart = (await here.carts.create(guestCart(shirt)))!;
      await hasFollowed(cart);
      const [row] = await postgresCarts(world.database).find([cart.id]);
      expect(changed(await there.carts.change(row!, adding(hat)))).toMatchObject({ version: 2 });
      expect(piecesIn(await nowAt(here, cart.id))).toEqual({ [shirt]: 1, [hat]: 1 });
    });

    test("of a guest's cart that was on its way to its row: whoever comes next takes it there", async () => {
      const cart = (await here.carts.create(guestCart(shirt)))!;
      await world.redis.client.hset(`${world.redis.keyPrefix}cart:${cart.id}`, "kind", "sealed");
      expect(await nowAt(there, cart.id)).toEqual(cart);
      expect(piecesIn(changed(await changeById(here.carts, cart.id, adding(hat))))).toEqual({ [shirt]: 1, [hat]: 1 });
    });
  });
});
