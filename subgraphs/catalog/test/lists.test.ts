import { encodeCursor } from "@angidi/datastores";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, anybody, customer, inEachWorld, newSku, staff, usd, type World } from "./world.ts";

inEachWorld("Lists", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const titlesOf = (page: Answer): string[] => page.edges.map(({ node }: Answer) => node.title);

  describe("Who sees what", () => {
    test("shoppers see what is published, staff see all and can ask for a status", async () => {
      const brand = "Visible";
      for (const status of ["DRAFT", "PUBLISHED", "ARCHIVED"]) await world.product({ title: status, status, brand });
      const filter = { brand: [brand] };
      for (const who of [anybody, customer]) {
        expect(titlesOf(await world.ask("ProductList", { first: 10, filter }, who))).toEqual(["PUBLISHED"]);
        const drafts = { ...filter, status: "DRAFT" };
        expect(titlesOf(await world.ask("ProductList", { first: 10, filter: drafts }, who))).toEqual([]);
      }
      const all = await world.ask("ProductList", { first: 10, filter, sort: "TITLE" }, staff);
      expect(titlesOf(all)).toEqual(["ARCHIVED", "DRAFT", "PUBLISHED"]);
      const archived = await world.ask("ProductList", { first: 10, filter: { ...filter, status: "ARCHIVED" } }, staff);
      expect(titlesOf(archived)).toEqual(["ARCHIVED"]);
    });

    test("a draft's page is there for staff alone, by slug and by id", async () => {
      const { id, slug } = await world.product({ status: "DRAFT" });
      expect(await world.ask("Product", { slug }, customer)).toBeNull();
      expect(await world.ask("Product", { id }, anybody)).toBeNull();
      expect(await world.ask("Product", { slug }, staff)).toMatchObject({ id, status: "DRAFT" });
    });

    test("a deleted product is there for nobody", async () => {
      const { id, slug } = await world.product();
      expect(await world.mutate("DeleteProduct", { id })).toEqual({ __typename: "ProductDeleted", productId: id });
      expect(await world.ask("Product", { slug }, staff)).toBeNull();
      expect(await world.ask("Product", { id }, staff)).toBeNull();
      expect((await world.mutate("DeleteProduct", { id })).__typename).toBe("ProductNotFound");
    });
  });

  describe("Filters", () => {
    test("a category's slug finds what is below it, an unknown one nothing", async () => {
      const home = (await world.mutate("CreateCategory", { name: "Home" })).category;
      const mugs = (await world.mutate("CreateCategory", { name: "Mugs", parentId: home.id })).category;
      const { slug } = await world.product({ title: "Two-Handed Mug", categoryId: mugs.id });
      const inHome = await world.ask("ProductList", { first: 10, filter: { category: "home" } });
      expect(inHome.edges.map(({ node }: Answer) => node.slug)).toEqual([slug]);
      const inCapitals = await world.ask("ProductList", { first: 10, filter: { category: "HOME" } });
      expect(inCapitals.edges).toHaveLength(1);
      const nowhere = await world.ask("ProductList", { first: 10, filter: { category: "nowhere" } });
      expect(nowhere).toEqual({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: null } });
    });

    test("any of several brands will do, whatever the capitals; no brands at all are none", async () => {
      await world.product({ title: "One", brand: "Kiln Works" });
      await world.product({ title: "Two", brand: "kiln  WORKS" });
      await world.product({ title: "Three", brand: "Wheel & Co" });
      const filter = { brand: ["KILN works", "wheel & co"] };
      const page = await world.ask("ProductList", { first: 10, filter, sort: "TITLE" });
      expect(titlesOf(page)).toEqual(["One", "Three", "Two"]);
      expect(page.edges[0].node.brand).toEqual(page.edges[2].node.brand);
      expect(titlesOf(await world.ask("ProductList", { first: 10, filter: { brand: [] } }))).toEqual([]);
    });

    test("a price range takes products that have a variant in it", async () => {
      const brand = "Priced";
      const variants = (...amounts: number[]) =>
        amounts.map((amount, index) => ({
          sku: newSku(),
          price: usd(amount),
          options: [{ name: "Size", value: `${index}` }],
        }));
      await world.product({ title: "cheap", brand, variants: variants(100, 200) });
      await world.product({ title: "dear", brand, variants: variants(1_000) });
      const within = async (price: object) =>
        titlesOf(await world.ask("ProductList", { first: 10, filter: { brand: [brand], price }, sort: "TITLE" }));
      expect(await within({ min: usd(150) })).toEqual(["cheap", "dear"]);
      expect(await within({ min: usd(201) })).toEqual(["dear"]);
      expect(await within({ max: usd(99) })).toEqual([]);
      expect(await within({})).toEqual(["cheap", "dear"]);
      const inYen = { price: { min: { amount: 1, currency: "JPY" } } };
      expect(await world.refusals("ProductList", { first: 10, filter: inYen })).toEqual(["BAD_USER_INPUT"]);
    });
  });

  describe("Bad requests", () => {
    test("first is from 1 to 100", async () => {
      for (const first of [0, -1, 101, 1_000_000]) {
        expect(await world.refusals("ProductList", { first })).toEqual(["BAD_USER_INPUT"]);
      }
      for (const first of [1, 100]) expect(await world.refusals("ProductList", { first })).toEqual([]);
    });

    test("a cursor is good for the order that it came from, and for no other", async () => {
      await world.product();
      const { edges } = await world.ask("ProductList", { first: 1, sort: "PRICE_ASC" });
      const after = edges[0].cursor;
      expect(await world.refusals("ProductList", { first: 1, sort: "PRICE_ASC", after })).toEqual([]);
      for (const sort of ["NEWEST", "PRICE_DESC", "TITLE"]) {
        expect(await world.refusals("ProductList", { first: 1, sort, after })).toEqual(["BAD_USER_INPUT"]);
      }
    });

    test("a cursor that we did not write is refused", async () => {
      const { edges } = await world.ask("ProductList", { first: 1 });
      const cursor: string = edges[0].cursor;
      const wrong = [
        "",
        "nonsense",
        `${cursor}x`,
        cursor.slice(0, -2),
        `${cursor.startsWith("A") ? "B" : "A"}${cursor.slice(1)}`,
        encodeCursor(["NEWEST", "yesterday", edges[0].node.id]),
        encodeCursor(["NEWEST", "2026-01-01T00:00:00.000Z", "no id"]),
        encodeCursor(["NEWEST", null, edges[0].node.id]),
        encodeCursor(["NEWEST"]),
      ];
      for (const after of wrong) {
        expect(await world.refusals("ProductList", { first: 1, after })).toEqual(["BAD_USER_INPUT"]);
      }
      const price = encodeCursor(["PRICE_ASC", 1.5, edges[0].node.id]);
      expect(await world.refusals("ProductList", { first: 1, sort: "PRICE_ASC", after: price })).toEqual([
        "BAD_USER_INPUT",
      ]);
    });

    test("product takes a slug or an id, and nothing comes of what is neither", async () => {
      expect(await world.refusals("Product", {})).toEqual(["BAD_USER_INPUT"]);
      expect(await world.refusals("Product", { slug: "a", id: "b" })).toEqual(["BAD_USER_INPUT"]);
      for (const id of ["1", "' or 1=1", "00000000-0000-0000-0000-000000000000", "🍮"]) {
        expect(await world.ask("Product", { id })).toBeNull();
      }
      for (const slug of ["", "'; drop table products", "🍮", "x".repeat(10_000)]) {
        expect(await world.ask("Product", { slug })).toBeNull();
      }
    });
  });
});
