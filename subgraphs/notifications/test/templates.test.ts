import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { channels, kinds } from "../src/domain/kind.ts";
import { anOrder, confirmed, shipped } from "./happenings.ts";
import { describeEachEngine } from "./storesUnderTest.ts";
import { type Answer, editor, newCustomer, startWorld, support, type World } from "./world.ts";

describeEachEngine((_engine, open) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ open });
  });
  afterAll(() => world.close());

  const mail = (changes: object = {}) => ({
    kind: "ORDER_DELIVERED",
    channel: "EMAIL",
    locale: "en",
    subject: "{{ order.number }} is there",
    body: "Enjoy {{ order.lines[0].title }}!",
    html: "<p>Enjoy {{ order.lines[0].title }}!</p>",
    ...changes,
  });
  const save = (template: object, as = editor) => world.send("SaveTemplate", template, as);
  const activate = (template: object) => world.send("ActivateTemplateVersion", template, editor);
  const preview = (variables: object) => world.ask("PreviewTemplate", variables, editor);

  describe("every built-in template", () => {
    test("can be rendered, and speaks of nothing that its event does not tell", async () => {
      const templates: Answer[] = await world.ask("Templates", {}, editor);
      expect(templates).toHaveLength(2 * kinds.length * channels.length);
      for (const { kind, channel, locale } of templates) {
        const shown = await preview({ kind, channel, locale, version: 0 });
        expect(shown).toMatchObject({ __typename: "TemplatePreview", version: 0, locale });
        expect(`${shown.subject}${shown.body}`).not.toMatch(/\{\{|undefined|null|NaN/);
        expect(shown.html === null).toBe(channel !== "EMAIL");
      }
    });
  });

  describe("a template", () => {
    const key = { kind: "ORDER_SHIPPED", channel: "EMAIL", locale: "en" };

    test("is saved as a new version, which is sent once it is active, until another is", async () => {
      expect(await save(mail(key))).toEqual({
        __typename: "TemplateSaved",
        template: { version: 1, active: false, createdBy: editor.userId },
      });
      await save(mail({ ...key, subject: "second" }));
      const subjectNow = async () => {
        const order = anOrder();
        await world.publish(shipped(order));
        const { EMAIL } = await world.messagesOf(order.orderId);
        return [EMAIL.templateVersion, EMAIL.subject];
      };
      expect(await subjectNow()).toEqual([0, "Your order A-7K3M9QX2TB is on its way"]);
      expect(await activate({ ...key, version: 1 })).toMatchObject({ template: { version: 1, active: true } });
      expect(await subjectNow()).toEqual([1, "A-7K3M9QX2TB is there"]);
      await activate({ ...key, version: 2 });
      expect(await subjectNow()).toEqual([2, "second"]);

      const page = await world.ask("TemplateVersions", { ...key, first: 2 }, editor);
      expect(page.edges.map(({ node }: Answer) => [node.version, node.active])).toEqual([
        [2, true],
        [1, false],
      ]);
      const rest = await world.ask("TemplateVersions", { ...key, first: 2, after: page.pageInfo.endCursor }, editor);
      expect(rest.edges.map(({ node }: Answer) => [node.version, node.active])).toEqual([[0, false]]);
      expect(rest.pageInfo.hasNextPage).toBe(false);

      expect(await activate({ ...key, version: 0 })).toMatchObject({ template: { version: 0, active: true } });
      expect(await subjectNow()).toEqual([0, "Your order A-7K3M9QX2TB is on its way"]);
    });

    test("may be in a language that the program does not bring", async () => {
      await save(mail({ ...key, locale: "fr", subject: "En route" }));
      await activate({ ...key, locale: "fr", version: 1 });
      const reader = newCustomer();
      await world.send("SetNotificationSettings", { locale: "fr-CA" }, reader);
      const order = anOrder({ customerId: reader.userId });
      await world.publish(shipped(order));
      expect((await world.messagesOf(order.orderId)).EMAIL).toMatchObject({ locale: "fr", subject: "En route" });
      expect((await world.messagesOf(order.orderId)).IN_APP).toMatchObject({ locale: "en" });
    });

    test("that fails with real data gives way to the built-in one", async () => {
      const forSmallOrders = "{% for piece in (1..order.lines[0].quantity) %}*{% endfor %}";
      const confirmedKey = { ...key, kind: "ORDER_CONFIRMED" };
      expect(await save(mail({ ...confirmedKey, subject: "mine", body: forSmallOrders, html: null }))).toMatchObject({
        __typename: "TemplateSaved",
      });
      await activate({ ...confirmedKey, version: 1 });
      const [line] = anOrder().lines;
      const [small, large] = [anOrder(), anOrder({ lines: [{ ...line!, quantity: 50_000_000 }] })];
      await world.publish(confirmed(small), confirmed(large));
      expect((await world.messagesOf(small.orderId)).EMAIL).toMatchObject({ templateVersion: 1, body: "**" });
      expect((await world.messagesOf(large.orderId)).EMAIL).toMatchObject({ templateVersion: 0 });
      await activate({ ...confirmedKey, version: 0 });
    });

    test("that is not there cannot be activated or shown", async () => {
      expect(await activate({ ...key, version: 99 })).toMatchObject({ __typename: "TemplateNotFound" });
      expect(await activate({ ...key, locale: "sv", version: 0 })).toMatchObject({ __typename: "TemplateNotFound" });
      expect(await preview({ ...key, version: 99 })).toMatchObject({ __typename: "TemplateNotFound" });
    });

    test("is for staff", async () => {
      const codes = await Promise.all([
        world.execute("SaveTemplate", { input: mail() }, support),
        world.execute("SaveTemplate", { input: mail() }, newCustomer()),
        world.execute("PreviewTemplate", key, newCustomer()),
      ]);
      for (const { errors } of codes) expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    });
  });

  describe("a template is refused, with its place,", () => {
    test.each([
      ["for a tag that is not closed", { body: "one\ntwo {% if order %}" }, { path: ["body"], line: 2 }],
      [
        "for a name that the data does not have",
        { html: "<p>\n\n{{ order.nummer }}</p>" },
        { path: ["html"], line: 3, column: 4 },
      ],
      ["for a filter that is not there", { subject: "{{ order.number | shout }}" }, { path: ["subject"], line: 1 }],
      ["for reading a file", { html: "{% include '/etc/passwd' %}" }, { path: ["html"], line: 1 }],
      ["for reading another template", { html: "{% render 'x' %}" }, { path: ["html"], line: 1 }],
      ["for a layout", { html: "{% layout 'x' %}" }, { path: ["html"], line: 1 }],
      ["for running on", { body: "{% for i in (1..100000000) %}{{ i }}{% endfor %}" }, { path: ["body"] }],
      [
        "for filling the memory",
        {
          body: "{% assign a = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}",
        },
        { path: ["body"] },
      ],
      ["for speaking of an order where there is none", { kind: "WELCOME" }, { path: ["subject"] }],
    ])("%s", async (_case, changes, place) => {
      const refused = await save(mail(changes));
      expect(refused).toMatchObject({ __typename: "TemplateInvalid", ...place });
      expect(refused.message).not.toMatch(/\/work|node_modules|line:/);
    });

    test.each([
      [{ locale: "not a locale" }, "locale"],
      [{ subject: " " }, "subject"],
      [{ body: "" }, "body"],
      [{ channel: "SMS", html: "<p>x</p>" }, "html"],
    ])("or without one: %j", async (changes, field) => {
      expect(await save(mail(changes))).toMatchObject({ __typename: "InvalidInput", path: [field] });
    });
  });

  describe("a preview", () => {
    test("of a draft shows it with sample data, escaped, whatever its filters", async () => {
      const { subject, body } = mail();
      const html = "<p>{{ order.lines[1].title | raw }} {% echo order.lines[1].title %} {{ order.total | money }}</p>";
      const shown = await preview({
        kind: "ORDER_CONFIRMED",
        channel: "EMAIL",
        locale: "de",
        draft: { subject, body, html },
      });
      expect(shown).toMatchObject({ __typename: "TemplatePreview", version: null, subject: "A-7K3M9QX2TB is there" });
      expect(shown.html).toContain("<p>Linen notebook &lt;A5&gt; Linen notebook &lt;A5&gt; 63,90\u00a0$</p>");
    });

    test("of a draft tells where it fails", async () => {
      const draft = { subject: "x", body: "a\n{{ nothing }}" };
      expect(await preview({ kind: "WELCOME", channel: "SMS", locale: "en", draft })).toMatchObject({
        __typename: "TemplateInvalid",
        path: ["body"],
        line: 2,
      });
    });

    test("without a version shows what a reader of the language would get", async () => {
      const shown = await preview({ kind: "WELCOME", channel: "IN_APP", locale: "de-CH" });
      expect(shown).toMatchObject({ locale: "de", version: 0, subject: "Willkommen bei Angidi" });
    });

    test("reads nothing but what it is given", async () => {
      const body = "{{ order.constructor }}{{ shop.__proto__ }}{{ order.lines.constructor.name }}";
      const shown = await preview({
        kind: "ORDER_CONFIRMED",
        channel: "SMS",
        locale: "en",
        draft: { subject: "x", body },
      });
      expect(shown.__typename).toBe("TemplateInvalid");
    });
  });
});
