import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { channels, kinds } from "../src/domain/kind.ts";
import { anOrder, confirmed, shipped, userEvent } from "./happenings.ts";
import { describeEachEngine } from "./storesUnderTest.ts";
import { type Answer, guest, newCustomer, startWorld, type World } from "./world.ts";

describeEachEngine((_engine, open) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ open, environment: { PUBLIC_URL: "https://shop.test/" } });
  });
  afterAll(() => world.close());

  const prefer = (kind: string, channel: string, enabled: boolean, as: { userId: string }) =>
    world.send("SetNotificationPreference", { kind, channel, enabled }, as);

  async function messagesFor(as: { userId: string }, happened = shipped) {
    const order = anOrder({ customerId: as.userId });
    await world.publish(happened(order));
    return world.messagesOf(order.orderId);
  }

  const linkIn = (text: string) =>
    /https:\/\/shop\.test(\/notifications\/unsubscribe\?token=\S+)/.exec(text)?.[1] ?? "";

  describe("a preference", () => {
    test("switches a kind off and on for a channel, for its owner alone", async () => {
      const [ann, bob] = [newCustomer(), newCustomer()];
      expect(await prefer("ORDER_SHIPPED", "EMAIL", false, ann)).toEqual({
        __typename: "NotificationPreferenceSaved",
        preference: { kind: "ORDER_SHIPPED", channel: "EMAIL", enabled: false, mandatory: false },
      });
      expect(Object.keys(await messagesFor(ann))).toEqual(["IN_APP"]);
      expect(Object.keys(await messagesFor(bob)).sort()).toEqual(["EMAIL", "IN_APP"]);
      await prefer("ORDER_SHIPPED", "EMAIL", true, ann);
      expect(Object.keys(await messagesFor(ann)).sort()).toEqual(["EMAIL", "IN_APP"]);
    });

    test("cannot switch off what belongs to a purchase", async () => {
      const ann = newCustomer();
      expect(await prefer("ORDER_CONFIRMED", "EMAIL", false, ann)).toMatchObject({
        __typename: "NotificationMandatory",
        path: ["enabled"],
      });
      expect(await messagesFor(ann, confirmed)).toHaveProperty("EMAIL");
      expect(await prefer("ORDER_CONFIRMED", "EMAIL", true, ann)).toMatchObject({ preference: { enabled: true } });
    });

    test("is listed for every kind and channel", async () => {
      const ann = newCustomer();
      await prefer("WELCOME", "IN_APP", false, ann);
      const listed: Answer[] = await world.ask("NotificationPreferences", {}, ann);
      expect(listed).toHaveLength(kinds.length * channels.length);
      const of = (kind: string, channel: string) => listed.find((one) => one.kind === kind && one.channel === channel);
      expect(of("WELCOME", "IN_APP")).toMatchObject({ enabled: false, mandatory: false });
      expect(of("ORDER_CONFIRMED", "EMAIL")).toMatchObject({ enabled: true, mandatory: true });
      expect(of("ORDER_CONFIRMED", "SMS")).toMatchObject({ enabled: false, mandatory: false });
    });

    test("needs somebody who is signed in", async () => {
      for (const [operation, variables] of [
        ["NotificationPreferences", {}],
        ["NotificationSettings", {}],
        ["SetNotificationPreference", { input: { kind: "WELCOME", channel: "EMAIL", enabled: false } }],
        ["RegisterPushDevice", { input: { token: "x" } }],
      ] as const) {
        const { errors } = await world.execute(operation, variables, guest);
        expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
      }
    });
  });

  describe("settings", () => {
    const set = (input: object, as: { userId: string }) => world.send("SetNotificationSettings", input, as);

    test("are kept; what is left out stays and null takes away", async () => {
      const ann = newCustomer();
      const all = {
        locale: "de-AT",
        phone: "+4366012345678",
        timeZone: "Europe/Vienna",
        quietHours: { from: "22:00", until: "06:30" },
      };
      expect(await set(all, ann)).toEqual({ __typename: "NotificationSettingsSaved", settings: all });
      await set({ quietHours: null, locale: "en" }, ann);
      expect(await world.ask("NotificationSettings", {}, ann)).toEqual({ ...all, locale: "en", quietHours: null });
    });

    test("outlive the event of the account that comes after them", async () => {
      const ann = newCustomer();
      await set({ locale: "de" }, ann);
      await world.publish(userEvent(ann.userId));
      expect(await world.ask("NotificationSettings", {}, ann)).toMatchObject({ locale: "de" });
    });

    test.each([
      [{ locale: "not a locale" }, "locale"],
      [{ phone: "0660 123" }, "phone"],
      [{ timeZone: "Europe/Atlantis" }, "timeZone"],
      [{ quietHours: { from: "22:00", until: "07:00" } }, "timeZone"],
      [{ timeZone: "UTC", quietHours: { from: "22:00", until: "24:00" } }, "quietHours"],
      [{ timeZone: "UTC", quietHours: { from: "22:00", until: "22:00" } }, "quietHours"],
    ])("refuse %j", async (input, field) => {
      expect(await set(input, newCustomer())).toMatchObject({ __typename: "InvalidInput", path: [field] });
    });
  });

  describe("a device", () => {
    test("gets push messages of whoever signed in there last, until it is forgotten", async () => {
      const [ann, bob, token] = [newCustomer(), newCustomer(), randomUUID()];
      await world.send("RegisterPushDevice", { token }, ann);
      expect(await messagesFor(ann)).toHaveProperty("PUSH");
      await world.send("RegisterPushDevice", { token }, bob);
      expect(await messagesFor(ann)).not.toHaveProperty("PUSH");
      await world.send("ForgetPushDevice", { token }, ann);
      expect(await messagesFor(bob)).toHaveProperty("PUSH");
      await world.send("ForgetPushDevice", { token }, bob);
      expect(await messagesFor(bob)).not.toHaveProperty("PUSH");
      expect(await world.send("RegisterPushDevice", { token: "two words" }, ann)).toMatchObject({ path: ["token"] });
    });
  });

  describe("an unsubscribe link", () => {
    test("asks first, then switches mails of the kind off, once or twice", async () => {
      const ann = newCustomer();
      const link = linkIn((await messagesFor(ann)).EMAIL.body);
      const page = await world.visit("GET", link);
      expect(page.status).toBe(200);
      expect(page.headers?.["content-security-policy"]).toContain("default-src 'none'");
      expect(page.body).toContain('<form method="post"');
      expect(await messagesFor(ann)).toHaveProperty("EMAIL");

      for (let click = 0; click < 2; click++) expect((await world.visit("POST", link)).status).toBe(200);
      const messages = await messagesFor(ann);
      expect(messages).not.toHaveProperty("EMAIL");
      expect(messages).toHaveProperty("IN_APP");
    });

    test("works for a guest, by address, whatever its case", async () => {
      const email = `${randomUUID()}@Example.test`;
      const order = anOrder({ email });
      await world.publish(shipped(order));
      await world.visit("POST", linkIn((await world.messagesOf(order.orderId)).EMAIL.body));
      const next = anOrder({ email: email.toLowerCase() });
      await world.publish(shipped(next), confirmed(anOrder({ ...next, orderId: `${next.orderId}-2` })));
      expect(await world.messagesOf(next.orderId)).toEqual({});
      expect(await world.messagesOf(`${next.orderId}-2`)).toHaveProperty("EMAIL");
      expect((await world.store.preferenceOwners()).join()).not.toContain("@");
    });

    test("that was tampered with is refused and changes nothing", async () => {
      const [ann, bob] = [newCustomer(), newCustomer()];
      const token = linkIn((await messagesFor(ann)).EMAIL.body).split("token=")[1]!;
      const [payload, signature] = token.split(".") as [string, string];
      const forged = Buffer.from(JSON.stringify([`user:${bob.userId}`, "ORDER_SHIPPED"])).toString("base64url");
      const bad = [
        `${forged}.${signature}`,
        `${payload}.`,
        payload,
        "",
        `${payload}.${signature.slice(1)}`,
        `${token}.x`,
        "%00",
      ];
      for (const wrong of bad) {
        expect((await world.visit("GET", `/notifications/unsubscribe?token=${wrong}`)).status).toBe(403);
        expect((await world.visit("POST", `/notifications/unsubscribe?token=${wrong}`)).status).toBe(403);
      }
      expect((await world.visit("POST", "/notifications/unsubscribe")).status).toBe(403);
      expect(await messagesFor(bob)).toHaveProperty("EMAIL");
    });

    test("is not in mails that cannot be switched off", async () => {
      const { EMAIL } = await messagesFor(newCustomer(), confirmed);
      expect(EMAIL.body).not.toContain("unsubscribe");
      expect(EMAIL.html).not.toContain("unsubscribe");
    });
  });
});
