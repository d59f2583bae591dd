import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { demoProducts } from "../../src/demo/assortment.ts";
import { type Answer, anybody, inEachWorld, staff, type World } from "../world.ts";

const demo = { service: "demo" };
const warehouses = { warehouseIds: ["west", "europe"] };

inEachWorld("The demo store", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const count = async () => {
    let products = 0;
    for (let after: string | null = null; ; ) {
      const page: Answer = await world.ask("ProductList", { first: 100, after });
      products += page.edges.length;
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) return products;
    }
  };

  test("is there after the first call, with stock; the second changes nothing", async () => {
    const first = demoProducts()[0]!;
    // The store's own may have a slug of ours.
    await world.product({ title: first.title, slug: first.slug });
    const levels: Answer[] = await world.ask("SeedDemoStore", warehouses, demo);
    expect(Object.fromEntries(world.inventory.onHand)).toEqual(
      Object.fromEntries(levels.map(({ sku, onHand }) => [sku, onHand])),
    );
    expect(world.inventory.elsewhere.size).toBeGreaterThan(levels.length / 4);
    expect(await count()).toBe(demoProducts().length + 1);
    const list = await world.ask("ProductList", { first: 100 });
    const stocked = new Set(levels.map(({ sku }) => sku));
    const skus: string[] = list.edges.flatMap(({ node }: Answer) => (node.brand ? node.skus : []));
    expect(skus.filter((sku) => !stocked.has(sku))).toEqual([]);
    const { edges } = await world.ask("ProductList", { first: 100, filter: { category: "kitchen" } });
    expect(edges.length).toBeGreaterThan(50);

    const calls = world.inventory.calls;
    expect(await world.ask("SeedDemoStore", warehouses, demo)).toEqual([]);
    expect(world.inventory.calls).toBe(calls);
    expect(await count()).toBe(demoProducts().length + 1);
  });

  test("speaks some German, says what things are of, and is sold in euros", async () => {
    const { edges } = await world.ask("ProductList", { first: 1, filter: { category: "mugs" } });
    const { slug, priceRange } = edges[0].node;
    expect(await world.ask("TranslatedProduct", { slug, locale: "de-AT" })).toMatchObject({
      category: { ancestors: [{ name: "Küche" }, { name: "Tableware" }] },
      attributes: [
        { code: "material", choice: { value: "ceramic", label: "Keramik" } },
        { code: "gift", name: "Als Geschenk", boolean: true },
      ],
    });
    const { marketPriceRange } = await world.ask("ProductInMarket", { slug, market: "eurozone" });
    expect(marketPriceRange.min.currency).toBe("EUR");
    expect(marketPriceRange.min.amount).toBeLessThan(priceRange.min.amount);
  });

  test("does not bring back what staff deleted", async () => {
    const { id, slug } = await world.ask("Product", { slug: "birthday-gift-card" });
    await world.mutate("DeleteProduct", { id });
    await world.ask("SeedDemoStore", warehouses, demo);
    expect(await world.ask("Product", { slug }, staff)).toBeNull();
  });

  test("is for whoever seeds it alone", async () => {
    for (const who of [anybody, staff, { service: "carts" }]) {
      expect(await world.refusals("SeedDemoStore", warehouses, who)).toEqual(["FORBIDDEN"]);
    }
  });
});
