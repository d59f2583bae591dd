import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { updateCategory } from "../src/usecases/changeCategories.ts";
import { type Answer, customer, inEachWorld, search, type World } from "./world.ts";

inEachWorld("Categories, brands and sellers", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  async function category(name: string, parentId?: string): Promise<Answer> {
    return (await world.mutate("CreateCategory", { name, parentId })).category;
  }

  describe("The tree of categories", () => {
    test("is read from the top down and from a leaf up, by name", async () => {
      const home = await category("Home");
      const kitchen = await category("Kitchen", home.id);
      const mugs = await category("Mugs", kitchen.id);
      await category("Bath", home.id);
      expect(mugs.ancestors).toEqual([{ slug: "home" }, { slug: "kitchen" }]);
      const top = (await world.ask("Categories")).find(({ slug }: Answer) => slug === "home");
      expect(top.children.map(({ name }: Answer) => name)).toEqual(["Bath", "Kitchen"]);
      expect(top.children[1].children).toEqual([
        { slug: "mugs", name: "Mugs", ancestors: [{ slug: "home" }, { slug: "kitchen" }] },
      ]);
      expect(await world.ask("Category", { slug: "mugs" })).toEqual({
        id: mugs.id,
        slug: "mugs",
        name: "Mugs",
        ancestors: [{ slug: "home" }, { slug: "kitchen" }],
        parent: { slug: "kitchen", parent: { slug: "home" } },
        children: [],
      });
      expect(await world.ask("Category", { slug: "nowhere" })).toBeNull();
    });

    test("moving takes along what is below, and the products' ancestors follow", async () => {
      const [garden, outdoors] = [await category("Garden"), await category("Outdoors")];
      const tools = await category("Tools", garden.id);
      const spades = await category("Spades", tools.id);
      const { slug } = await world.product({ categoryId: spades.id });
      const moved = await world.mutate("MoveCategory", { id: tools.id, parentId: outdoors.id });
      expect(moved.category.ancestors).toEqual([{ slug: "outdoors" }]);
      const page = await world.ask("ProductPage", { slug });
      expect(page.category.ancestors.map((above: Answer) => above.slug)).toEqual(["outdoors", "tools"]);
      const top = await world.mutate("MoveCategory", { id: tools.id, parentId: null });
      expect(top.category.ancestors).toEqual([]);
    });

    test("search, which keeps what it reads, is given names that no replica remembers", async () => {
      const { id } = await category("Lamps");
      const { slug } = await world.product({ categoryId: id });
      const nameFor = async (caller: typeof customer) =>
        (await world.ask("ProductPage", { slug }, caller)).category.name;
      expect(await nameFor(customer)).toBe("Lamps");
      const other = await world.anotherReplica();
      try {
        await updateCategory(other.ports, { id, name: "Lights", slug: null });
      } finally {
        await other.close();
      }
      expect(await nameFor(customer)).toBe("Lamps");
      expect(await nameFor(search)).toBe("Lights");
    });

    test("a category goes neither below itself nor below what is below it", async () => {
      const top = await category("Ring");
      const middle = await category("Ring Middle", top.id);
      const leaf = await category("Ring Leaf", middle.id);
      for (const parentId of [top.id, middle.id, leaf.id]) {
        expect((await world.mutate("MoveCategory", { id: top.id, parentId })).__typename).toBe("CategoryCycle");
      }
    });

    test("two moves that would make a circle together: one is refused", async () => {
      for (let round = 0; round < 10; round++) {
        const [a, b] = [await category(`Knot ${round}a`), await category(`Knot ${round}b`)];
        const answers = await Promise.all([
          world.mutate("MoveCategory", { id: a.id, parentId: b.id }),
          world.mutate("MoveCategory", { id: b.id, parentId: a.id }),
        ]);
        expect(answers.map(({ __typename }) => __typename).sort()).toEqual(["CategoryCycle", "CategorySaved"]);
      }
    });

    test("a slug is one category's; a made one gets a number", async () => {
      const first = await category("Tea & Coffee");
      expect(first.slug).toBe("tea-and-coffee");
      expect((await category("Tea & Coffee")).slug).toBe("tea-and-coffee-2");
      const chosen = await world.mutate("CreateCategory", { name: "x", slug: "tea-and-coffee" });
      expect(chosen).toMatchObject({ __typename: "SlugTaken", path: ["slug"] });
      const other = await category("Other");
      expect((await world.mutate("UpdateCategory", { id: other.id, slug: first.slug })).__typename).toBe("SlugTaken");
      const renamed = await world.mutate("UpdateCategory", { id: other.id, name: "Others" });
      expect(renamed.category).toMatchObject({ slug: "other", name: "Others" });
    });

    test("what is not there is not found, and a name without letters is invalid", async () => {
      for (const id of [randomUUID(), "nonsense"]) {
        expect((await world.mutate("UpdateCategory", { id, name: "x" })).__typename).toBe("CategoryNotFound");
        expect((await world.mutate("MoveCategory", { id })).__typename).toBe("CategoryNotFound");
        expect(await world.mutate("CreateCategory", { name: "x", parentId: id })).toMatchObject({
          __typename: "CategoryNotFound",
          path: ["parentId"],
        });
      }
      const { id } = await category("Here");
      expect((await world.mutate("MoveCategory", { id, parentId: randomUUID() })).__typename).toBe("CategoryNotFound");
      expect((await world.mutate("CreateCategory", { name: " " })).__typename).toBe("InvalidInput");
    });
  });

  describe("Brands and sellers", () => {
    test("are listed by name, page by page", async () => {
      for (const name of ["élan", "Delta", "Alpha", "charlie", "Bravo"]) await world.mutate("CreateBrand", { name });
      const first = await world.ask("Brands", { first: 2 });
      const second = await world.ask("Brands", { first: 10, after: first.pageInfo.endCursor });
      const names = [...first.edges, ...second.edges].map(({ node }: Answer) => node.name);
      expect(names).toEqual(["Alpha", "Bravo", "charlie", "Delta", "élan"]);
      expect(await world.refusals("Brands", { first: 0 })).toEqual(["BAD_USER_INPUT"]);
      expect(await world.refusals("Brands", { first: 1, after: "nonsense" })).toEqual(["BAD_USER_INPUT"]);
    });

    test("a name is taken whatever its capitals", async () => {
      const { seller } = await world.mutate("CreateSeller", { name: "Harbour Supply" });
      expect(await world.mutate("CreateSeller", { name: "HARBOUR  supply" })).toMatchObject({
        __typename: "SellerNameTaken",
        path: ["name"],
      });
      expect((await world.ask("Sellers")).edges.map(({ node }: Answer) => node)).toEqual([seller]);
      await world.mutate("CreateBrand", { name: "Kumo" });
      expect((await world.mutate("CreateBrand", { name: "kumo" })).__typename).toBe("BrandNameTaken");
      expect((await world.mutate("CreateBrand", { name: "" })).__typename).toBe("InvalidInput");
    });
  });
});
