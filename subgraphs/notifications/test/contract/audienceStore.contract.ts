import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { OpenStoreUnderTest, StoreUnderTest } from "../storesUnderTest.ts";

/** What every store of contacts, devices and preferences does, whichever engine is behind it. */
export function describeAudience(engine: string, open: OpenStoreUnderTest): void {
  describe(`an audience on ${engine}`, () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const audience = () => store.stores.audience;
    const nobody = { name: null, email: null, phone: null, locale: null, hasDevices: false, preferences: [] };
    const nothing = { locale: null, phone: null, timeZone: null, quietHours: null };
    const atNight = { from: 22 * 60, until: 7 * 60 };

    test("of somebody who was never here is known by nothing, of a guest by what they chose", async () => {
      const [userId, guest] = [randomUUID(), `guest:${randomUUID()}`];
      expect(await audience().find(userId, `user:${userId}`)).toEqual({ userId, ...nobody });
      expect(await audience().settings(userId)).toEqual(nothing);
      const unwanted = { kind: "ORDER_SHIPPED", channel: "EMAIL", enabled: false } as const;
      await audience().setPreference(guest, unwanted);
      expect(await audience().find(null, guest)).toEqual({ userId: null, ...nobody, preferences: [unwanted] });
    });

    test("has what events tell of a user and what the user set, whichever comes first", async () => {
      const [early, late] = [randomUUID(), randomUUID()];
      const settings = { locale: "de", phone: "+4915112345678", timeZone: "Europe/Berlin", quietHours: atNight };
      const known = { email: "ann@example.test", displayName: "Ann" };
      await audience().rememberUser({ userId: early, ...known, displayName: "Anna" });
      await audience().saveSettings(early, settings);
      await audience().rememberUser({ userId: early, ...known });
      await audience().saveSettings(late, settings);
      await audience().rememberUser({ userId: late, ...known });
      for (const userId of [early, late]) {
        expect(await audience().settings(userId)).toEqual(settings);
        expect(await audience().find(userId, `user:${userId}`)).toEqual({
          ...nobody,
          userId,
          name: "Ann",
          email: "ann@example.test",
          phone: "+4915112345678",
          locale: "de",
        });
      }
      await audience().saveSettings(early, nothing);
      expect(await audience().settings(early)).toEqual(nothing);
      expect(await audience().find(early, "nobody")).toMatchObject({ phone: null, locale: null, name: "Ann" });
    });

    test("tells the quiet hours of those who have some", async () => {
      const [quiet, other, loud] = [randomUUID(), randomUUID(), randomUUID()];
      const timeZone = "Asia/Kathmandu";
      await audience().saveSettings(quiet, { ...nothing, timeZone, quietHours: atNight });
      await audience().saveSettings(loud, { ...nothing, timeZone });
      expect(await audience().quietHoursOf([quiet, other, loud])).toEqual(new Map([[quiet, { ...atNight, timeZone }]]));
      expect(await audience().quietHoursOf([])).toEqual(new Map());
    });

    test("keeps the last choice for a kind and channel, for its owner alone", async () => {
      const [ann, bob] = [`user:${randomUUID()}`, `user:${randomUUID()}`];
      const choose = (kind: "WELCOME" | "ORDER_SHIPPED", channel: "EMAIL" | "SMS", enabled: boolean) =>
        audience().setPreference(ann, { kind, channel, enabled });
      await Promise.all([
        choose("WELCOME", "EMAIL", false),
        choose("WELCOME", "SMS", true),
        choose("ORDER_SHIPPED", "SMS", false),
      ]);
      await choose("WELCOME", "EMAIL", true);
      const chosen = (await audience().preferencesOf(ann)).map(({ kind, channel, enabled }) => [
        kind,
        channel,
        enabled,
      ]);
      expect(chosen.sort()).toEqual([
        ["ORDER_SHIPPED", "SMS", false],
        ["WELCOME", "EMAIL", true],
        ["WELCOME", "SMS", true],
      ]);
      expect(await audience().preferencesOf(bob)).toEqual([]);
    });

    test("has devices: a token is of whoever signed in last, and is forgotten by its owner or the provider", async () => {
      const [ann, bob] = [randomUUID(), randomUUID()];
      const [phone, tablet, watch] = [randomUUID(), randomUUID(), randomUUID()];
      const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 12, minute));
      for (const [minute, token] of [phone, tablet, watch].entries()) {
        await audience().registerDevice(ann, token, at(minute));
      }
      expect(await audience().devicesOf(ann)).toEqual([watch, tablet, phone]);
      await audience().registerDevice(bob, phone, at(10));
      expect(await audience().devicesOf(ann)).toEqual([watch, tablet]);
      await audience().forgetDevice(ann, phone);
      expect(await audience().devicesOf(bob)).toEqual([phone]);
      expect(await audience().find(bob, "nobody")).toMatchObject({ hasDevices: true });
      await audience().forgetDevice(bob, phone);
      await audience().forgetDevices([watch, tablet, randomUUID()]);
      await audience().forgetDevices([]);
      expect([await audience().devicesOf(ann), await audience().devicesOf(bob)]).toEqual([[], []]);
    });
  });
}
