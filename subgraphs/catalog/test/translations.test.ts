import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, customer, inEachWorld, sized, type World } from "./world.ts";

inEachWorld("Translations", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const read = (slug: string, locale?: string): Promise<Answer> => world.ask("TranslatedProduct", { slug, locale });

  describe("A translated product", () => {
    test("is read in the nearest language that it has, field by field", async () => {
      const product = await world.product({
        title: "Harbour shirt",
        description: "Heavy cotton",
        options: [{ name: "Size", values: ["S", "L"] }],
        variants: [sized("S"), sized("L")],
      });
      const { id, slug } = product;
      const options = [{ name: "Size", translation: "Größe", values: [{ value: "S", translation: "Klein" }] }];
      await world.mutate("TranslateProduct", {
        ...{ id, locale: "de", title: "Hafenhemd", options },
        description: "Schwere <script>x()</script>Baumwolle",
      });
      const { product: saved } = await world.mutate("TranslateProduct", { id, locale: "DE-at", title: "Hafenleiberl" });
      expect(saved).toMatchObject({
        translations: [{ locale: "de" }, { locale: "de-AT" }],
        version: 3,
        title: "Harbour shirt",
      });

      expect(await read(slug, "de-AT")).toMatchObject({
        title: "Hafenleiberl",
        description: "Schwere Baumwolle",
        options: [{ name: "Größe", values: ["Klein", "L"] }],
        variants: [{ title: "Klein", options: [{ name: "Größe", value: "Klein" }] }, { title: "L" }],
      });
      expect((await read(slug, "de-CH-1996")).title).toBe("Hafenhemd");
      for (const locale of [undefined, "fr", "d", "de_DE", "__proto__", "constructor"]) {
        expect(await read(slug, locale)).toMatchObject({
          title: "Harbour shirt",
          options: [{ name: "Size", values: ["S", "L"] }],
        });
      }
      const last = (await world.eventsOf(id)).at(-1);
      expect(last.data.product.title).toBe("Harbour shirt");
      expect(last.data.product.translations["de-AT"]).toEqual({ title: "Hafenleiberl", description: null });
    });

    test("loses what is taken away, and the language with the last of it", async () => {
      const { id, slug } = await world.product({ title: "Kettle" });
      await world.mutate("TranslateProduct", { id, locale: "fr", title: "Bouilloire", description: "En fonte" });
      await world.mutate("TranslateProduct", { id, locale: "fr", title: null });
      expect(await read(slug, "fr")).toMatchObject({ title: "Kettle", description: "En fonte" });
      const { product } = await world.mutate("TranslateProduct", { id, locale: "fr", description: null });
      expect(product.translations).toEqual([]);
    });

    test("is refused where it does not fit", async () => {
      const { id } = await world.product();
      const refused = async (input: object) => world.mutate("TranslateProduct", { id, locale: "de", ...input });
      expect(await refused({ locale: "no locale" })).toMatchObject({ __typename: "InvalidInput", path: ["locale"] });
      expect(await refused({ title: " " })).toMatchObject({ __typename: "InvalidInput", path: ["title"] });
      const options = [{ name: "Hue", translation: "Farbton" }];
      expect(await refused({ options })).toMatchObject({ __typename: "InvalidInput", path: ["options", "0", "name"] });
      expect((await refused({ id: randomUUID(), title: "x" })).__typename).toBe("ProductNotFound");
      expect((await refused({ expectedVersion: 9, title: "x" })).__typename).toBe("ProductVersionConflict");
      const input = { id, locale: "de", title: "x" };
      expect(await world.refusals("TranslateProduct", { input }, customer)).toEqual(["FORBIDDEN"]);
    });
  });

  describe("A translated category", () => {
    test("translates its attributes for the products below it, and tells of it", async () => {
      const attributes = [
        { code: "material", name: "Material", kind: "SELECT", choices: [{ value: "glass", label: "Glass" }] },
      ];
      const { category: home } = await world.mutate("CreateCategory", { name: "Home", attributes });
      const { category: jars } = await world.mutate("CreateCategory", { name: "Jars", parentId: home.id });
      const { slug } = await world.product({
        categoryId: jars.id,
        attributes: [{ code: "material", choice: "glass" }],
      });
      const choices = [{ value: "glass", label: "Glas" }];
      const { category } = await world.mutate("TranslateCategory", {
        ...{ id: home.id, locale: "de", name: "Wohnen" },
        attributes: [{ code: "material", name: "Werkstoff", choices }],
      });
      expect(category.translations).toEqual([{ locale: "de" }]);
      expect(await read(slug, "de-AT")).toMatchObject({
        category: { name: "Jars", ancestors: [{ name: "Wohnen" }] },
        attributes: [{ code: "material", name: "Werkstoff", choice: { value: "glass", label: "Glas" } }],
      });
      const [event] = await world.eventsOf(home.id);
      expect(event).toMatchObject({
        type: "category.updated",
        subjectVersion: 2,
        data: { category: { id: home.id, name: "Home", ancestors: [], translations: { de: { name: "Wohnen" } } } },
      });
      const unknown = { id: jars.id, locale: "de", attributes: [{ code: "material", name: "x" }] };
      expect(await world.mutate("TranslateCategory", unknown)).toMatchObject({
        __typename: "InvalidInput",
        path: ["attributes", "0", "code"],
      });
      const nobody = { id: randomUUID(), locale: "de", name: "x" };
      expect((await world.mutate("TranslateCategory", nobody)).__typename).toBe("CategoryNotFound");
    });

    test("renames and moves are told, each with a version of its own", async () => {
      const { category: top } = await world.mutate("CreateCategory", { name: "Top" });
      const { category } = await world.mutate("CreateCategory", { name: "Old name" });
      await world.mutate("UpdateCategory", { id: category.id, name: "New name" });
      await world.mutate("MoveCategory", { id: category.id, parentId: top.id });
      const events = await world.eventsOf(category.id);
      expect(
        events.map(({ subjectVersion, data }) => [subjectVersion, data.category.name, data.category.ancestors]),
      ).toEqual([
        [2, "New name", []],
        [3, "New name", [{ id: top.id, slug: "top", name: "Top" }]],
      ]);
    });

    test("translations into many languages at once are all kept", async () => {
      const { category } = await world.mutate("CreateCategory", { name: "Busy" });
      const locales = ["de", "fr", "it", "nl", "pl", "sv"];
      await Promise.all(
        locales.map((locale) => world.mutate("TranslateCategory", { id: category.id, locale, name: `Busy ${locale}` })),
      );
      const { category: after } = await world.mutate("TranslateCategory", {
        id: category.id,
        locale: "es",
        name: "Busy",
      });
      expect(after.translations.map(({ locale }: Answer) => locale)).toEqual([...locales, "es"].sort());
    });
  });
});
