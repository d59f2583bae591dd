import { randomUUID } from "node:crypto";
import type { DomainEvent } from "@angidi/event-contracts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { anOrder, refunded } from "../happenings.ts";
import type { OpenStoreUnderTest, StoreUnderTest } from "../storesUnderTest.ts";

/** What every store of orders' contacts does, whichever engine is behind it. */
export function describeOrderContacts(engine: string, open: OpenStoreUnderTest): void {
  describe(`orders' contacts on ${engine}`, () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const contactOf = (orderId: string) => ({
      orderId,
      userId: null,
      email: "ann@example.test",
      number: "A-7K3M9QX2TB",
    });
    const refundOf = (orderId: string, time: string): DomainEvent => ({
      ...refunded(anOrder({ orderId }), 500),
      time,
    });
    const idsOf = (events: readonly DomainEvent[]) => events.map(({ id }) => id);

    test("are found once they are remembered, with what was told last", async () => {
      const contact = contactOf(randomUUID());
      const changed = { ...contact, userId: randomUUID(), email: null };
      expect(await store.act(({ orders }) => orders.find(contact.orderId))).toBeNull();
      expect(await store.act(({ orders }) => orders.remember(contact))).toEqual([]);
      expect(await store.act(({ orders }) => orders.find(contact.orderId))).toEqual(contact);
      await store.act(({ orders }) => orders.remember(changed));
      expect(await store.act(({ orders }) => orders.find(contact.orderId))).toEqual(changed);
    });

    test("give the events that waited for them, in order, each once", async () => {
      const contact = contactOf(randomUUID());
      const [first, second] = ["2026-03-10T12:00:00.000Z", "2026-03-10T12:00:01.000Z"].map((time) =>
        refundOf(contact.orderId, time),
      ) as [DomainEvent, DomainEvent];
      for (const event of [second, first, second]) {
        await store.act(({ orders }) => orders.hold(contact.orderId, event));
      }
      expect(await store.act(({ orders }) => orders.find(contact.orderId))).toBeNull();
      expect(await store.act(({ orders }) => orders.remember(contact))).toEqual([first, second]);
      expect(await store.act(({ orders }) => orders.remember(contact))).toEqual([]);
    });

    test("leave nothing when the effect fails", async () => {
      const contact = contactOf(randomUUID());
      const event = refundOf(contact.orderId, "2026-03-10T12:00:00.000Z");
      await store.act(({ orders }) => orders.hold(contact.orderId, event));
      const failing = store.act(async ({ orders }) => {
        await orders.remember(contact);
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await store.act(({ orders }) => orders.find(contact.orderId))).toBeNull();
      expect(await store.act(({ orders }) => orders.remember(contact))).toEqual([event]);
    });

    test("and a payment's event that come at the same time never miss each other", async () => {
      for (let round = 0; round < 8; round++) {
        const contact = contactOf(randomUUID());
        const event = refundOf(contact.orderId, "2026-03-10T12:00:00.000Z");
        const [waiting, found] = await Promise.all([
          store.act(({ orders }) => orders.remember(contact)),
          store.act(async ({ orders }) => {
            const known = await orders.find(contact.orderId);
            if (!known) await orders.hold(contact.orderId, event);
            return known;
          }),
        ]);
        expect([...idsOf(waiting), ...(found ? [event.id] : [])]).toEqual([event.id]);
      }
    });
  });
}
