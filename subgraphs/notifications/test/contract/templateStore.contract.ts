import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { channels, kinds } from "../../src/domain/kind.ts";
import type { TemplateKey } from "../../src/domain/template.ts";
import type { OpenStoreUnderTest, StoreUnderTest } from "../storesUnderTest.ts";

/** What every store of templates does, whichever engine is behind it. */
export function describeTemplates(engine: string, open: OpenStoreUnderTest): void {
  describe(`templates on ${engine}`, () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const templates = () => store.stores.templates;
    const now = new Date("2026-03-10T12:00:00Z");
    const editor = randomUUID();
    const text = (subject: string) => ({ subject, body: "{{ order.number }}", html: null });
    const keyOf = (locale: string): TemplateKey => ({ kind: "ORDER_SHIPPED", channel: "EMAIL", locale });
    const activeOf = async ({ kind, channel, locale }: TemplateKey) =>
      (await templates().active(kind)).filter((one) => one.channel === channel && one.locale === locale);
    const numbers = async (...page: Parameters<StoreUnderTest["stores"]["templates"]["versions"]>) =>
      (await templates().versions(...page)).map(({ version, active }) => [version, active]);

    test("that nobody saved are the built-in ones", async () => {
      const key: TemplateKey = { kind: "WELCOME", channel: "SMS", locale: "en" };
      const [builtIn] = await activeOf(key);
      expect(builtIn).toMatchObject({ version: 0, active: true, createdAt: null, createdBy: null });
      expect(await templates().version(key, 0)).toEqual(builtIn);
      expect(await templates().version(key, 1)).toBeNull();
      expect(await numbers(key, 10, null)).toEqual([[0, true]]);
      expect(await templates().active()).toHaveLength(2 * kinds.length * channels.length);
    });

    test("are saved as the next version, which is sent once it is active", async () => {
      const key = keyOf("en");
      const saved = await templates().save(key, text("one"), editor, now);
      expect(saved).toEqual({ ...key, ...text("one"), version: 1, active: false, createdAt: now, createdBy: editor });
      await templates().save(key, { ...text("two"), html: "<p>two</p>" }, null, now);
      expect(await templates().version(key, 1)).toEqual(saved);
      expect(await activeOf(key)).toMatchObject([{ version: 0, active: true }]);

      expect(await templates().activate(key, 2)).toMatchObject({ version: 2, active: true, html: "<p>two</p>" });
      expect(await activeOf(key)).toEqual([
        { ...key, ...text("two"), html: "<p>two</p>", version: 2, active: true, createdAt: now, createdBy: null },
      ]);
      expect(await numbers(key, 2, null)).toEqual([
        [2, true],
        [1, false],
      ]);
      expect(await numbers(key, 2, 1)).toEqual([[0, false]]);
      expect(await numbers(key, 2, 0)).toEqual([]);

      expect(await templates().activate(key, 0)).toMatchObject({ version: 0, active: true });
      expect(await activeOf(key)).toMatchObject([{ version: 0 }]);
      expect(await templates().version(key, 2)).toMatchObject({ active: false });
    });

    test("may be in a language without built-in ones", async () => {
      const key = keyOf("fr");
      expect(await templates().version(key, 0)).toBeNull();
      expect(await templates().activate(key, 0)).toBeNull();
      await templates().save(key, text("En route"), editor, now);
      expect(await activeOf(key)).toEqual([]);
      await templates().activate(key, 1);
      expect(await activeOf(key)).toMatchObject([{ subject: "En route" }]);
      expect(await numbers(key, 10, null)).toEqual([[1, true]]);
    });

    test("that are not there cannot be activated", async () => {
      expect(await templates().activate(keyOf("sv"), 1)).toBeNull();
      expect(await templates().activate(keyOf("en"), 99)).toBeNull();
    });

    test("have one number each, however many are saved at once", async () => {
      const key = keyOf("it");
      const saved = await Promise.all(["a", "b", "c", "d"].map((name) => templates().save(key, text(name), null, now)));
      expect(saved.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4]);
      for (const { version, subject } of saved)
        expect(await templates().version(key, version)).toMatchObject({ subject });
    });
  });
}
