import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, anybody, carts, customer, inEachWorld, newSku, staff, usd, type World } from "./world.ts";

inEachWorld("References", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const labelsOf = async (work: () => Promise<unknown>): Promise<string[]> =>
    (await countStatements(work)).statements.map(({ label }) => label);

  describe("Variants for a quote", () => {
    test("come in the order of the ids, null for one that there is not", async () => {
      const [one, two] = [await world.product({ title: "One" }), await world.product({ title: "Two" })];
      const ids = [two.variants[0].id, randomUUID(), "nonsense", one.variants[0].id.toUpperCase(), two.variants[0].id];
      const answer = await world.ask("VariantsForQuote", { ids }, carts);
      expect(answer.map((variant: Answer) => variant?.product.title ?? null)).toEqual([
        "Two",
        null,
        null,
        "One",
        "Two",
      ]);
      expect(answer[0]).toEqual({
        id: two.variants[0].id,
        sku: two.variants[0].sku,
        title: "Two",
        purchasable: true,
        price: usd(1_900),
        product: { id: two.id, title: "Two" },
      });
    });

    test("are purchasable while the product is published and the variant is sold", async () => {
      const purchasable = async (variantId: string) =>
        (await world.ask("VariantsForQuote", { ids: [variantId] }, carts))[0].purchasable;
      const [small, large] = ["S", "L"].map((value) => ({
        sku: newSku(),
        price: usd(1),
        options: [{ name: "Size", value }],
      }));
      const { id, variants } = await world.product({ variants: [small, large] });
      expect(await purchasable(variants[1].id)).toBe(true);
      await world.mutate("UpdateProduct", { id, variants: [small] });
      expect(await purchasable(variants[1].id)).toBe(false);
      expect(await purchasable(variants[0].id)).toBe(true);
      for (const status of ["DRAFT", "ARCHIVED"]) {
        await world.mutate("UpdateProduct", { id, status });
        expect(await purchasable(variants[0].id)).toBe(false);
      }
      await world.mutate("UpdateProduct", { id, status: "PUBLISHED" });
      await world.mutate("DeleteProduct", { id });
      expect(await purchasable(variants[0].id)).toBe(false);
    });

    test("say what promotions go by, the brand and the way up the tree, without a statement of its own", async () => {
      const clothing = (await world.mutate("CreateCategory", { name: "Clothing" })).category;
      const shirts = (await world.mutate("CreateCategory", { name: "Shirts", parentId: clothing.id })).category;
      const shirt = await world.product({ categoryId: shirts.id, brand: "Sable" });
      const plain = await world.product();
      const ids = [shirt.variants[0].id, plain.variants[0].id];
      const merchandise = () => world.ask("MerchandiseForQuote", { ids }, carts);
      expect(await merchandise()).toEqual([
        { product: { brandId: expect.any(String), categoryPath: [shirts.id, clothing.id] } },
        { product: { brandId: null, categoryPath: [] } },
      ]);
      expect(await labelsOf(merchandise)).toEqual(["catalog.productsByVariantIds"]);
    });

    test("are for carts alone", async () => {
      for (const who of [anybody, customer, staff, { service: "orders" }]) {
        expect(await world.refusals("VariantsForQuote", { ids: [] }, who)).toEqual(["FORBIDDEN"]);
      }
    });
  });

  describe("References", () => {
    const resolve = (representations: object[], who = anybody): Promise<Answer[]> =>
      world.ask("References", { representations }, who);

    test("of every entity are resolved together, what is not there to null", async () => {
      const home = (await world.mutate("CreateCategory", { name: "Home" })).category;
      const { brand } = await world.mutate("CreateBrand", { name: "Kumo" });
      const { seller } = await world.mutate("CreateSeller", { name: "Studio North" });
      const product = await world.product();
      const representations = [
        { __typename: "Product", id: product.id },
        { __typename: "Brand", id: brand.id },
        { __typename: "Category", id: home.id },
        { __typename: "Seller", id: seller.id },
        { __typename: "Variant", id: product.variants[0].id },
        ...["Product", "Brand", "Category", "Seller", "Variant"].map((type) => ({ __typename: type, id: "nonsense" })),
      ];
      expect(await resolve(representations)).toEqual([
        { __typename: "Product", id: product.id, title: "Kiln Mug", skus: [product.variants[0].sku] },
        { __typename: "Brand", id: brand.id, name: "Kumo" },
        { __typename: "Category", id: home.id, name: "Home" },
        { __typename: "Seller", id: seller.id, name: "Studio North" },
        {
          __typename: "Variant",
          id: product.variants[0].id,
          sku: product.variants[0].sku,
          title: "Kiln Mug",
          product: { id: product.id, slug: product.slug, title: "Kiln Mug", status: "PUBLISHED" },
        },
        ...[null, null, null, null, null],
      ]);
    });

    test("to products that are not published are for staff and services", async () => {
      const { id } = await world.product({ status: "DRAFT" });
      const reference = [{ __typename: "Product", id }];
      expect(await resolve(reference, customer)).toEqual([null]);
      expect(await resolve(reference, staff)).toEqual([expect.objectContaining({ id })]);
      expect(await resolve(reference, carts)).toEqual([expect.objectContaining({ id })]);
    });

    test("to variants outlive the variant and the product, for the orders that have them", async () => {
      const { id, variants } = await world.product({ title: "Long Gone" });
      await world.mutate("DeleteProduct", { id });
      const [variant] = await resolve([{ __typename: "Variant", id: variants[0].id }]);
      expect(variant).toMatchObject({ sku: variants[0].sku, product: { title: "Long Gone" } });
    });
  });

  describe("Statements", () => {
    test("a list of twenty takes one, whatever its filter, or one more for each thing that it names", async () => {
      const brand = "Counted";
      const home = (await world.mutate("CreateCategory", { name: "Counted" })).category;
      for (let index = 0; index < 21; index++) await world.product({ brand, categoryId: home.id });
      const whole = await labelsOf(() => world.ask("ProductList", { first: 20 }));
      expect(whole).toEqual([expect.stringMatching(/^catalog\.list\.newest/)]);
      const filter = { category: "counted", brand: [brand], price: { min: usd(1), max: usd(5_000) } };
      const page = await world.ask("ProductList", { first: 20, sort: "TITLE", filter });
      expect(page.edges).toHaveLength(20);
      const next = { first: 20, sort: "TITLE", filter, after: page.pageInfo.endCursor };
      const labels = await labelsOf(() => world.ask("ProductList", next));
      // Without joins, the category and the brand are found first, both at once.
      const found = "MONGODB_URL" in world.environment ? ["catalog.categoriesFrom", "catalog.brandsNamed"] : [];
      expect(labels).toEqual([...found, expect.stringMatching(/^catalog\.list\.title/)]);
    });

    /** The next to read categories reads them from the store. */
    const putCategoriesOutOfDate = () => world.mutate("CreateCategory", { name: "One more" });

    test("a product's page takes one, and two after categories have changed", async () => {
      const kitchen = (await world.mutate("CreateCategory", { name: "Kitchen" })).category;
      const mugs = (await world.mutate("CreateCategory", { name: "Mugs", parentId: kitchen.id })).category;
      const { slug } = await world.product({ categoryId: mugs.id });
      const page = () => labelsOf(() => world.ask("ProductPage", { slug }));
      await putCategoriesOutOfDate();
      expect(await page()).toEqual(["catalog.productsBySlugs", "catalog.allCategories"]);
      expect(await page()).toEqual(["catalog.productsBySlugs"]);
    });

    test("references take one for each type, with the products of variants; so does a quote", async () => {
      const products = [await world.product(), await world.product(), await world.product()];
      const variantIds = products.map(({ variants }) => variants[0].id);
      const representations = [
        ...products.map(({ id }) => ({ __typename: "Product", id })),
        ...variantIds.map((id) => ({ __typename: "Variant", id })),
      ];
      const labels = await labelsOf(() => world.ask("References", { representations }));
      expect(labels.sort()).toEqual(["catalog.productsByIds", "catalog.productsByVariantIds"]);
      expect(await labelsOf(() => world.ask("VariantsForQuote", { ids: variantIds }, carts))).toEqual([
        "catalog.productsByVariantIds",
      ]);
    });

    test("a tree of categories takes one after it has changed, and none until it does again", async () => {
      await putCategoriesOutOfDate();
      expect(await labelsOf(() => world.ask("Categories"))).toEqual(["catalog.allCategories"]);
      expect(await labelsOf(() => world.ask("Categories"))).toEqual([]);
    });
  });
});
