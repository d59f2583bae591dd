import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import { eventOf, notificationFailed } from "@angidi/event-contracts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Place, Placed } from "../../src/data/notificationRepository.ts";
import type { DeliveryAttempt } from "../../src/domain/notification.ts";
import { aMessage } from "../makeMessage.ts";
import type { OpenStoreUnderTest, StoreUnderTest } from "../storesUnderTest.ts";

/** What every store of messages does, whichever engine is behind it. */
export function describeNotifications(engine: string, open: OpenStoreUnderTest): void {
  describe(`messages on ${engine}`, () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const notifications = () => store.stores.notifications;
    const t0 = new Date("2026-03-10T12:00:00Z");
    const at = (seconds: number) => new Date(t0.getTime() + seconds * 1000);
    const claimAt = (seconds: number, limit = 100) =>
      notifications().claim({ claim: newId(), limit, now: at(seconds), leaseSeconds: 60 });
    const attempt = (changes: Partial<DeliveryAttempt> = {}): DeliveryAttempt => ({
      at: t0,
      provider: "mail",
      outcome: "SENT",
      code: null,
      ...changes,
    });

    /** A message that this test alone holds a claim on: nothing else is due so late. */
    async function claimed(lateBy: number) {
      const message = aMessage({ createdAt: at(lateBy) });
      await notifications().add([message]);
      const claim = newId();
      await notifications().claim({ claim, limit: 100, now: at(lateBy), leaseSeconds: 60 });
      return { id: message.id, claim };
    }

    test("a message comes back as it was added, pending and untried", async () => {
      const message = aMessage({
        subject: "Crème brûlée 🍮 עברית",
        body: "It's “quoted” \\ {}",
        unsubscribeUrl: "https://x.test",
      });
      expect(await notifications().add([message])).toBe(1);
      expect(await notifications().byId(message.id)).toEqual({
        ...message,
        status: "PENDING",
        provider: null,
        failure: null,
        history: [],
        attempts: 0,
        sentAt: null,
        readAt: null,
      });
      expect(await notifications().byId("no id")).toBeNull();
    });

    test("there is one for an event and channel, however many add it at once", async () => {
      const [eventId, orderId] = [newId(), randomUUID()];
      const mails = Array.from({ length: 5 }, () => aMessage({ eventId, orderId }));
      const added = await Promise.all(mails.map((mail) => notifications().add([mail])));
      expect(added.reduce((sum, count) => sum + count, 0)).toBe(1);
      expect(await notifications().add([aMessage({ eventId, orderId, channel: "SMS" }), mails[0]!])).toBe(1);
      expect(await notifications().list(orderId, 10, null)).toHaveLength(2);
    });

    test("lists are newest first and go on where the last page ended", async () => {
      const orderId = randomUUID();
      const sameTime = Array.from({ length: 5 }, () => aMessage({ orderId }));
      await notifications().add(sameTime);
      const seen: string[] = [];
      let after: Place | null = null;
      do {
        const page: Placed[] = await notifications().list(orderId, 2, after);
        seen.push(...page.map(({ notification }) => notification.id));
        after = page.at(-1)?.place ?? null;
      } while (after);
      expect(seen).toEqual(
        sameTime
          .map(({ id }) => id)
          .sort()
          .reverse(),
      );
    });

    test("each due message is claimed by one of many, and again only when the lease has ended", async () => {
      const mails = Array.from({ length: 30 }, () => aMessage({ createdAt: at(-1000) }));
      await notifications().add(mails);
      const rounds = await Promise.all(Array.from({ length: 6 }, () => claimAt(-1000, 5)));
      const ids = rounds.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(await claimAt(-1000 + 59)).toHaveLength(30 - ids.length);
      const again = await claimAt(-1000 + 200);
      expect(again).toHaveLength(30);
      expect(again.every(({ attempts }) => attempts === 2)).toBe(true);
    });

    test("what is due later is not claimed", async () => {
      const message = await claimed(10_000);
      await notifications().postpone(message, at(20_000));
      expect(await claimAt(19_999).then((rows) => rows.map(({ id }) => id))).not.toContain(message.id);
      expect((await claimAt(20_000)).find(({ id }) => id === message.id)).toMatchObject({ attempts: 1, history: [] });
    });

    test("settling keeps what came of it; a claim settles once", async () => {
      const message = await claimed(30_000);
      const retried = attempt({ outcome: "RETRIED", code: "mail:503" });
      const later = { status: "PENDING", failure: "mail:503", dueAt: at(31_000), counts: true } as const;
      expect(await notifications().settle(message, later, retried, [])).toBe(true);
      expect(await notifications().settle(message, later, retried, [])).toBe(false);
      const claim = newId();
      await notifications().claim({ claim, limit: 100, now: at(31_000), leaseSeconds: 60 });
      const sent = { status: "SENT", providerId: "x" } as const;
      expect(await notifications().settle({ id: message.id, claim }, sent, attempt(), [])).toBe(true);
      expect(await notifications().byId(message.id)).toMatchObject({
        status: "SENT",
        failure: null,
        provider: "mail",
        sentAt: t0,
        history: [retried, attempt()],
      });
      expect((await notifications().sentBy("mail", 10)).map(({ id }) => id)).toContain(message.id);
    });

    test("an event is published with the settlement, and not without it", async () => {
      const message = await claimed(40_000);
      const failed = { status: "FAILED", failure: "mail:400" } as const;
      const event = eventOf(notificationFailed, {
        source: "notifications",
        subject: message.id,
        subjectVersion: 1,
        data: {
          notificationId: message.id,
          kind: "WELCOME",
          channel: "EMAIL",
          orderId: null,
          userId: null,
          code: "mail:400",
        },
      });
      const tried = attempt({ outcome: "FAILED", code: "mail:400" });
      expect(await notifications().settle({ ...message, claim: newId() }, failed, tried, [event])).toBe(false);
      expect(await store.published()).not.toContainEqual(expect.objectContaining({ subject: message.id }));
      expect(await notifications().settle(message, failed, tried, [event])).toBe(true);
      expect(await store.published()).toContainEqual(expect.objectContaining({ subject: message.id }));
    });

    test("only what has been sent or has failed is reopened, and counts its attempts anew", async () => {
      const message = await claimed(50_000);
      expect(await notifications().reopen(message.id, at(50_001))).toBeNull();
      await notifications().settle(message, { status: "FAILED", failure: "x" }, attempt({ outcome: "FAILED" }), []);
      expect(await notifications().reopen(message.id, at(50_002))).toMatchObject({
        status: "PENDING",
        attempts: 0,
      });
      expect(await notifications().reopen("no id", t0)).toBeNull();
    });

    test("an inbox has a user's in-app messages once they are there, and whether they are read", async () => {
      const userId = randomUUID();
      const mine = aMessage({ userId, channel: "IN_APP", createdAt: at(60_000) });
      await notifications().add([mine, aMessage({ userId, createdAt: at(60_000) })]);
      expect(await notifications().inbox(userId, false, 10, null)).toEqual([]);
      const claim = newId();
      await notifications().claim({ claim, limit: 100, now: at(60_000), leaseSeconds: 60 });
      await notifications().settle({ id: mine.id, claim }, { status: "SENT", providerId: null }, attempt(), []);
      expect(await notifications().inbox(userId, true, 10, null)).toMatchObject([{ notification: { id: mine.id } }]);

      expect(await notifications().markRead(mine.id, randomUUID(), t0)).toBeNull();
      expect(await notifications().markRead(mine.id, userId, at(1))).toMatchObject({ readAt: at(1) });
      expect(await notifications().markRead(mine.id, userId, at(2))).toMatchObject({ readAt: at(1) });
      expect(await notifications().inbox(userId, true, 10, null)).toEqual([]);
    });
  });
}
