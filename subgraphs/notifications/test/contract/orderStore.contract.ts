import { randomUUID } from "node:crypto";
import type { DomainEvent } from "@angidi/event-contracts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RememberedOrder } from "../../src/domain/orderQueue.ts";
import { anOrder, refunded } from "../happenings.ts";
import type { OpenStoreUnderTest, StoreUnderTest } from "../storesUnderTest.ts";

/** What every store of orders does, whichever engine is behind it. */
export function describeOrders(engine: string, open: OpenStoreUnderTest): void {
  describe(`orders on ${engine}`, () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const at = (second: number) => new Date(Date.UTC(2026, 2, 10, 12, 0, second));
    const waiting = (orderId: string): { readonly event: DomainEvent; readonly since: string } => ({
      event: { ...refunded(anOrder({ orderId }), 500), time: at(0).toISOString() },
      since: at(1).toISOString(),
    });
    const orderWith = (changes: Partial<RememberedOrder> = {}): RememberedOrder => {
      const orderId = randomUUID();
      const contact = { orderId, userId: null, email: "ann@example.test", number: "A-7K3M9QX2TB" };
      return { orderId, contact, told: 2, waiting: [waiting(orderId)], ...changes };
    };
    const save = (order: RememberedOrder, until: Date | null = null) =>
      store.act(async ({ orders }) => {
        await orders.open([order.orderId]);
        await orders.save([{ order, waitsUntil: until }]);
      });
    const read = (orderId: string) => store.act(async ({ orders }) => (await orders.open([orderId]))[0]!);

    test("come back as they were saved, and empty before", async () => {
      const order = orderWith();
      const { orderId } = order;
      expect(await read(orderId)).toEqual({ orderId, contact: null, told: 0, waiting: [] });
      await save({ ...order, contact: null });
      expect(await read(orderId)).toEqual({ ...order, contact: null });
      const user = { ...order.contact!, userId: randomUUID(), email: null };
      await save(order);
      expect(await read(orderId)).toEqual(order);
      await save({ ...order, contact: user, told: 3, waiting: [] });
      expect(await read(orderId)).toEqual({ orderId, contact: user, told: 3, waiting: [] });
    });

    test("are opened and saved several at a time, known and new, in the order in which they are asked for", async () => {
      const [known, fresh] = [orderWith(), orderWith()];
      await save(known);
      const ids = [fresh.orderId, known.orderId];
      const opened = await store.act(async ({ orders }) => {
        const found = await orders.open(ids);
        await orders.save([
          { order: fresh, waitsUntil: null },
          { order: { ...known, told: 9 }, waitsUntil: at(5) },
        ]);
        return found;
      });
      expect(opened).toEqual([{ orderId: fresh.orderId, contact: null, told: 0, waiting: [] }, known]);
      expect(await read(fresh.orderId)).toEqual(fresh);
      expect(await read(known.orderId)).toEqual({ ...known, told: 9 });
      await save({ ...known, told: 9 });
    });

    test("are overdue from their time on, the longest first, until they are saved otherwise", async () => {
      const [late, later, never] = [orderWith(), orderWith(), orderWith()];
      await save(later, at(20));
      await save(late, at(10));
      await save(never);
      const overdue = (second: number, limit = 10) => store.stores.orders.overdue(at(second), limit);
      expect(await overdue(9)).toEqual([]);
      expect(await overdue(10)).toEqual([late.orderId]);
      expect(await overdue(30)).toEqual([late.orderId, later.orderId]);
      expect(await overdue(30, 1)).toEqual([late.orderId]);
      await save(late);
      expect(await overdue(30)).toEqual([later.orderId]);
    });

    test("are as they were when the effect fails", async () => {
      const order = orderWith();
      await save(order);
      const failing = store.act(async ({ orders }) => {
        await orders.open([order.orderId]);
        await orders.save([{ order: { ...order, waiting: [] }, waitsUntil: null }]);
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await read(order.orderId)).toEqual(order);
    });

    test("lose nothing of what is saved at the same time", async () => {
      for (let round = 0; round < 6; round++) {
        const { orderId } = orderWith();
        const add = () =>
          store.act(async ({ orders }) => {
            const [order] = await orders.open([orderId]);
            const more = { ...order!, waiting: [...order!.waiting, waiting(orderId)] };
            await orders.save([{ order: more, waitsUntil: null }]);
          });
        await Promise.all([add(), add(), add()]);
        expect((await read(orderId)).waiting).toHaveLength(3);
      }
    });

    test("and their customers never miss each other", async () => {
      for (let round = 0; round < 6; round++) {
        const userId = randomUUID();
        const user = { userId, email: "ann@example.test", displayName: "Ann" };
        const { orderId } = orderWith();
        const [awaited, released] = await Promise.all([
          store.act(({ audience }) => audience.awaitAddress(userId, orderId)),
          store.act(({ audience }) => audience.rememberUser(user)),
        ]);
        expect(released).toEqual(awaited === "awaited" ? [orderId] : []);
        expect(await store.act(({ audience }) => audience.awaitAddress(userId, orderId))).toBe("known");
      }
    });

    test("wait for an address once, however often they ask, and are given once", async () => {
      const userId = randomUUID();
      const user = { userId, email: "ann@example.test", displayName: "Ann" };
      const orderIds = [randomUUID(), randomUUID()];
      for (const orderId of [...orderIds, ...orderIds]) {
        expect(await store.act(({ audience }) => audience.awaitAddress(userId, orderId))).toBe("awaited");
      }
      expect(await store.act(({ audience }) => audience.rememberUser(user))).toEqual(orderIds);
      expect(await store.act(({ audience }) => audience.rememberUser(user))).toEqual([]);
    });
  });
}
