import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { attemptsPerMessage } from "../src/domain/delivery.ts";
import { anOrder, confirmed, shipped } from "./happenings.ts";
import { aMessage } from "./makeMessage.ts";
import { scriptedProviders } from "./scripted.ts";
import { describeEachWorld } from "./storesUnderTest.ts";
import { editor, newCustomer, staff, startWorld, type World } from "./world.ts";

describeEachWorld((_engine, open) => {
  const providers = scriptedProviders();
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ open, stage: { providers } });
  });
  afterAll(() => world.close());

  const later = (seconds: number) => new Date(world.clock.now.getTime() + seconds * 1000);
  const mailOf = async (orderId: string) => (await world.messagesOf(orderId)).EMAIL;
  const takenOf = (orderId: string) => providers.EMAIL.taken.filter((message) => message.orderId === orderId);

  const failedEvents = async (id: string) =>
    (await world.told("notification.failed", id)).map(({ data }) => ({ data }));

  async function mailThatGets(...outcomes: Parameters<typeof providers.EMAIL.answer>) {
    const order = anOrder();
    providers.EMAIL.answer(...outcomes);
    await world.publish(shipped(order));
    await world.settled();
    return order.orderId;
  }

  describe("a failure by its class", () => {
    test("transient: tried again after a pause, and kept in the history", async () => {
      const orderId = await mailThatGets({ kind: "transient", code: "mail:503" });
      expect(await mailOf(orderId)).toMatchObject({ status: "PENDING", failure: "mail:503", sentAt: null });
      await world.moveTo(later(4));
      expect(await mailOf(orderId)).toMatchObject({ status: "PENDING" });
      await world.moveTo(later(6));
      expect(await mailOf(orderId)).toMatchObject({
        status: "SENT",
        failure: null,
        sentAt: world.clock.now.toISOString(),
        deliveryAttempts: [
          { provider: "mail", outcome: "RETRIED", code: "mail:503" },
          { provider: "mail", outcome: "SENT", code: null },
        ],
      });
    });

    test("transient for too long: given up, and told", async () => {
      const orderId = await mailThatGets(
        ...Array.from({ length: attemptsPerMessage }, () => ({ kind: "transient" as const, code: "mail:503" })),
      );
      for (let attempt = 1; attempt < attemptsPerMessage; attempt++) await world.moveTo(later(3 * 3600));
      const mail = await mailOf(orderId);
      expect(mail).toMatchObject({ status: "FAILED", failure: "mail:503" });
      expect(mail.deliveryAttempts).toHaveLength(attemptsPerMessage);
      await eventually(async () => expect(await failedEvents(mail.id)).toHaveLength(1));
    });

    test("permanent: given up at once, and told without saying to whom", async () => {
      const orderId = await mailThatGets({ kind: "permanent", code: "mail:400" });
      const mail = await mailOf(orderId);
      expect(mail).toMatchObject({ status: "FAILED", failure: "mail:400" });
      await eventually(async () =>
        expect(await failedEvents(mail.id)).toEqual([
          {
            data: {
              notificationId: mail.id,
              kind: "ORDER_SHIPPED",
              channel: "EMAIL",
              orderId,
              userId: null,
              code: "mail:400",
            },
          },
        ]),
      );
    });

    test("rate-limited: as long as the provider says, and it costs no attempt", async () => {
      const limited = { kind: "rate-limited" as const, code: "mail:429", retryAfterSeconds: 600 };
      const orderId = await mailThatGets(...Array.from({ length: attemptsPerMessage + 3 }, () => limited));
      await world.moveTo(later(599));
      expect(await mailOf(orderId)).toMatchObject({ status: "PENDING", deliveryAttempts: [{}] });
      for (let round = 0; round < attemptsPerMessage + 3; round++) await world.moveTo(later(601));
      expect(await mailOf(orderId)).toMatchObject({ status: "SENT" });
    });

    test("a provider that throws is transient", async () => {
      const orderId = await mailThatGets(new Error("the answer is no JSON"));
      expect(await mailOf(orderId)).toMatchObject({ status: "PENDING", failure: "mail:fault" });
    });
  });

  describe("a sender that dies", () => {
    test("holds a message until its lease ends; then it is sent, once", async () => {
      const { notifications } = world.store.stores;
      const message = aMessage({ createdAt: later(3600) });
      await notifications.add([message]);
      const dead = { claim: randomUUID(), limit: 10, leaseSeconds: 120 };
      const claimed = await notifications.claim({ ...dead, now: later(3600) });
      expect(claimed.map(({ id }) => id)).toContain(message.id);

      const died = later(3600).getTime();
      world.clock.now = new Date(died + 60_000);
      await world.publish(confirmed(anOrder()));
      expect(takenOf(message.orderId!)).toHaveLength(0);

      await world.moveTo(new Date(died + 121_000));
      await world.moveTo(new Date(died + 300_000));
      expect(takenOf(message.orderId!)).toHaveLength(1);
      expect(await mailOf(message.orderId!)).toMatchObject({ status: "SENT" });
    });

    test("and comes back after all changes nothing any more", async () => {
      const { notifications } = world.store.stores;
      const message = aMessage({ createdAt: later(3600) });
      await notifications.add([message]);
      const claim = randomUUID();
      await notifications.claim({ claim, limit: 10, now: later(3600), leaseSeconds: 120 });
      await world.moveTo(later(3600 + 121));
      const attempt = { at: world.clock.now, provider: "mail", outcome: "FAILED" as const, code: "late" };
      const settlement = { status: "FAILED" as const, failure: "late" };
      expect(await notifications.settle({ id: message.id, claim }, settlement, attempt, [])).toBe(false);
      expect(await mailOf(message.orderId!)).toMatchObject({ status: "SENT", failure: null });
    });
  });

  describe("sending again by hand", () => {
    const resend = (id: string, as = staff) => world.send("ResendNotification", { id }, as);

    test("sends the same words to the same address, also after a failure", async () => {
      const orderId = await mailThatGets({ kind: "permanent", code: "mail:400" });
      const { id, body } = await mailOf(orderId);
      expect(await resend(id)).toEqual({ __typename: "NotificationResent", notification: { id, status: "PENDING" } });
      await world.settled();
      expect(await mailOf(orderId)).toMatchObject({
        status: "SENT",
        deliveryAttempts: [{ outcome: "FAILED" }, { outcome: "SENT" }],
      });
      expect(takenOf(orderId)).toMatchObject([{ id, body, recipient: "ann@example.test" }]);
    });

    test("is refused while the message is on its way, and for one that is not there", async () => {
      const orderId = await mailThatGets({ kind: "transient", code: "mail:503" });
      const { id } = await mailOf(orderId);
      expect(await resend(id)).toMatchObject({ __typename: "NotificationPending", path: ["id"] });
      expect(await resend(randomUUID())).toMatchObject({ __typename: "NotificationNotFound" });
      expect(await resend("no id")).toMatchObject({ __typename: "NotificationNotFound" });
    });

    test("is for staff who may see messages", async () => {
      for (const caller of [newCustomer(), editor]) {
        const { errors } = await world.execute("ResendNotification", { input: { id: randomUUID() } }, caller);
        expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
      }
    });
  });

  describe("quiet hours", () => {
    async function nightOwl() {
      const ann = newCustomer();
      const settings = {
        phone: "+4915112345678",
        timeZone: "Europe/Berlin",
        quietHours: { from: "22:00", until: "07:00" },
      };
      await world.send("SetNotificationSettings", settings, ann);
      await world.send("RegisterPushDevice", { token: randomUUID() }, ann);
      return ann;
    }

    test("defer what rings until they end; mail goes at once", async () => {
      const ann = await nightOwl();
      await world.moveTo(new Date("2026-06-01T21:30:00Z")); // 23:30 in Berlin
      const order = anOrder({ customerId: ann.userId });
      await world.publish(shipped(order));
      await world.settled();
      expect(await world.messagesOf(order.orderId)).toMatchObject({
        EMAIL: { status: "SENT" },
        IN_APP: { status: "SENT" },
        SMS: { status: "PENDING", recipient: "+4915112345678" },
        PUSH: { status: "PENDING" },
      });
      await world.moveTo(new Date("2026-06-02T04:59:00Z"));
      expect((await world.messagesOf(order.orderId)).SMS).toMatchObject({ status: "PENDING" });
      await world.moveTo(new Date("2026-06-02T05:00:00Z"));
      expect(await world.messagesOf(order.orderId)).toMatchObject({
        SMS: { status: "SENT" },
        PUSH: { status: "SENT" },
      });
      const ofOrder = providers.SMS.taken.filter(({ orderId }) => orderId === order.orderId);
      expect(ofOrder).toHaveLength(1);
    });

    test("end by the clocks of the reader, also in the night in which they are set forward", async () => {
      const ann = await nightOwl();
      await world.moveTo(new Date("2027-03-27T22:00:00Z")); // 23:00, and at 02:00 it will be 03:00
      const order = anOrder({ customerId: ann.userId });
      await world.publish(shipped(order));
      await world.settled();
      await world.moveTo(new Date("2027-03-28T04:59:00Z"));
      expect((await world.messagesOf(order.orderId)).SMS).toMatchObject({ status: "PENDING" });
      await world.moveTo(new Date("2027-03-28T05:00:00Z"));
      expect((await world.messagesOf(order.orderId)).SMS).toMatchObject({ status: "SENT" });
    });
  });
});
