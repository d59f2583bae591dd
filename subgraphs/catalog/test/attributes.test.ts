import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, inEachWorld, newProduct, type World } from "./world.ts";

inEachWorld("Attributes", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const material = {
    code: "material",
    name: "Material",
    kind: "SELECT",
    required: true,
    filterable: true,
    choices: [
      { value: "stoneware", label: "Stoneware" },
      { value: "glass", label: "Glass" },
    ],
  };
  const height = { code: "height", name: "Height", kind: "NUMBER", unit: "cm" };
  const washable = { code: "washable", name: "Dishwasher safe", kind: "BOOLEAN" };
  const care = { code: "care", name: "Care", kind: "TEXT" };

  async function category(input: object): Promise<Answer> {
    const answer = await world.mutate("CreateCategory", input);
    if (answer.__typename !== "CategorySaved") throw new Error(answer.message);
    return answer.category;
  }

  async function shownOf({ slug }: Answer): Promise<Answer[]> {
    return (await world.ask("TranslatedProduct", { slug })).attributes;
  }

  describe("What a category defines", () => {
    test("holds in the categories below, where the nearer definition of a code wins", async () => {
      const kitchen = await category({ name: "Kitchen", attributes: [material, height] });
      const anyHeight = { ...height, name: "Height with lid", unit: "mm" };
      const jars = await category({ name: "Jars", parentId: kitchen.id, attributes: [washable, anyHeight] });
      const { attributes } = await world.ask("CategoryAttributes", { slug: jars.slug });
      expect(attributes.map(({ code, name, category: { slug } }: Answer) => [code, name, slug])).toEqual([
        ["material", "Material", "kitchen"],
        ["height", "Height with lid", "jars"],
        ["washable", "Dishwasher safe", "jars"],
      ]);
      expect(attributes[0]).toMatchObject({ kind: "SELECT", unit: null, required: true, filterable: true });
      expect(attributes[0].choices).toEqual(material.choices);
    });

    test.each([
      [[{ ...height, code: "Height" }], ["attributes", "0", "code"]],
      [
        [height, height],
        ["attributes", "1", "code"],
      ],
      [[{ ...height, name: " " }], ["attributes", "0", "name"]],
      [[{ ...care, unit: "cm" }], ["attributes", "0", "unit"]],
      [[{ ...care, choices: material.choices }], ["attributes", "0", "choices"]],
      [[{ ...material, choices: [] }], ["attributes", "0", "choices"]],
      [
        [{ ...material, choices: [material.choices[0], material.choices[0]] }],
        ["attributes", "0", "choices", "1", "value"],
      ],
    ])("%j is refused at %j", async (attributes, path) => {
      const answer = await world.mutate("CreateCategory", { name: "x", attributes });
      expect(answer).toMatchObject({ __typename: "InvalidInput", path });
    });
  });

  describe("What products say of themselves", () => {
    test("is kept in the field of its kind, shown in the order of definition, and told", async () => {
      const { id } = await category({ name: "Mugs", attributes: [material, height, washable, care] });
      const product = await world.product({
        categoryId: id,
        attributes: [
          { code: "care", text: " Wash   by hand " },
          { code: "height", number: 9.5 },
          { code: "washable", boolean: false },
          { code: "material", choice: "stoneware" },
        ],
      });
      const nothing = { text: null, number: null, boolean: null, choice: null, unit: null };
      expect(await shownOf(product)).toEqual([
        {
          ...nothing,
          code: "material",
          name: "Material",
          kind: "SELECT",
          choice: { value: "stoneware", label: "Stoneware" },
        },
        { ...nothing, code: "height", name: "Height", kind: "NUMBER", number: 9.5, unit: "cm" },
        { ...nothing, code: "washable", name: "Dishwasher safe", kind: "BOOLEAN", boolean: false },
        { ...nothing, code: "care", name: "Care", kind: "TEXT", text: "Wash by hand" },
      ]);
      const [event] = await world.eventsOf(product.id);
      expect(event.data.product.attributes.slice(0, 2)).toEqual([
        { code: "material", name: "Material", value: "stoneware", label: "Stoneware", unit: null, filterable: true },
        { code: "height", name: "Height", value: 9.5, label: null, unit: "cm", filterable: false },
      ]);
    });

    test("is held to the definitions", async () => {
      const { id } = await category({ name: "Cups", attributes: [material, height] });
      const stoneware = { code: "material", choice: "stoneware" };
      const refusals: [object[], string[]][] = [
        [
          [stoneware, { code: "colour", text: "red" }],
          ["attributes", "1", "code"],
        ],
        [
          [stoneware, stoneware],
          ["attributes", "1", "code"],
        ],
        [
          [stoneware, { code: "height", text: "9" }],
          ["attributes", "1", "text"],
        ],
        [
          [stoneware, { code: "height" }],
          ["attributes", "1", "number"],
        ],
        [[{ code: "material", choice: "tin" }], ["attributes", "0", "choice"]],
        [[{ code: "height", number: 9 }], ["attributes"]],
      ];
      for (const [attributes, path] of refusals) {
        const answer = await world.mutate("CreateProduct", { ...newProduct(), categoryId: id, attributes });
        expect(answer).toMatchObject({ __typename: "InvalidInput", path });
      }
      const nowhere = await world.mutate("CreateProduct", { ...newProduct(), attributes: [stoneware] });
      expect(nowhere).toMatchObject({ __typename: "InvalidInput", path: ["attributes", "0", "code"] });
    });

    test("need not be complete before the product is published", async () => {
      const { id: categoryId } = await category({ name: "Bowls", attributes: [material] });
      const { id } = await world.product({ categoryId, status: "DRAFT" });
      const early = await world.mutate("UpdateProduct", { id, status: "PUBLISHED" });
      expect(early).toMatchObject({
        __typename: "InvalidInput",
        path: ["attributes"],
        message: "A published product of this category needs Material",
      });
      const attributes = [{ code: "material", choice: "glass" }];
      expect((await world.mutate("UpdateProduct", { id, status: "PUBLISHED", attributes })).__typename).toBe(
        "ProductSaved",
      );
    });

    test("stays out of sight when its definition goes, and comes back with it", async () => {
      const { id: categoryId } = await category({ name: "Vases", attributes: [material, height] });
      const attributes = [
        { code: "material", choice: "glass" },
        { code: "height", number: 30 },
      ];
      const product = await world.product({ categoryId, attributes });
      const { id } = product;
      const codes = async () => (await shownOf(product)).map(({ code }) => code);

      await world.mutate("UpdateCategory", { id: categoryId, attributes: [{ ...height, kind: "TEXT", unit: null }] });
      expect(await codes()).toEqual([]);
      await world.mutate("UpdateProduct", { id, attributes: [] });
      await world.mutate("UpdateCategory", { id: categoryId, attributes: [material, height] });
      expect(await codes()).toEqual(["material", "height"]);
      await world.mutate("UpdateProduct", { id, attributes: [attributes[0]] });
      expect(await codes()).toEqual(["material"]);

      const elsewhere = await category({ name: "Books" });
      await world.mutate("UpdateProduct", { id, categoryId: elsewhere.id });
      expect(await codes()).toEqual([]);
      await world.mutate("UpdateProduct", { id, categoryId });
      expect(await codes()).toEqual(["material"]);
    });

    test("takes no statement beyond that for the categories", async () => {
      const [one, two] = [await category({ name: "Lamps", attributes: [height] }), await category({ name: "Rugs" })];
      for (const { id } of [one, two, one]) await world.product({ categoryId: id });
      const list = async () =>
        (await countStatements(() => world.ask("ProductsInMarket", { first: 20, market: "x" }))).statements;
      await category({ name: "Chairs" });
      expect(await list()).toHaveLength(3);
      expect(await list()).toHaveLength(2);
      const { slug } = await world.product({ categoryId: one.id, attributes: [{ code: "height", number: 1 }] });
      const page = async () => (await countStatements(() => shownOf({ slug }))).statements;
      expect(await page()).toHaveLength(1);
      await category({ name: "Stools" });
      expect(await page()).toHaveLength(2);
      expect(await page()).toHaveLength(1);
    });

    test("what a category requires since does not stand in the way of other changes", async () => {
      const { id: categoryId } = await category({ name: "Trays" });
      const { id } = await world.product({ categoryId });
      await world.mutate("UpdateCategory", { id: categoryId, attributes: [material] });
      expect((await world.mutate("UpdateProduct", { id, title: "Oak tray" })).__typename).toBe("ProductSaved");
      expect((await world.mutate("UpdateProduct", { id, status: "PUBLISHED" })).__typename).toBe("InvalidInput");
    });
  });
});
