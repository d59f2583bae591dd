import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { importProducts } from "../../src/import/importProducts.ts";
import type { ImportSummary } from "../../src/import/report.ts";
import { type Answer, inEachWorld, staff, type World } from "../world.ts";
import { fixture, sourceOf } from "./source.ts";

inEachWorld("Repeated imports", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  beforeEach(() => world.empty());
  afterAll(() => world.close());

  const run = (content: string | Buffer): Promise<ImportSummary> => importProducts(world.ports, sourceOf(content));
  const page = (slug: string): Promise<Answer> => world.ask("Product", { slug }, staff);

  describe("A second import of the same file", () => {
    test("changes nothing, publishes nothing, and does not bring back what was sold", async () => {
      await run(fixture("classic.csv"));
      const before = await page("linen-shirt");
      const events = await world.publishedEvents();
      world.inventory.onHand.set("LS-W-S", 1);
      const calls = world.inventory.calls;
      const again = await run(fixture("classic.csv"));
      expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 4, skipped: 0, stockSet: 0 });
      expect(await page("linen-shirt")).toEqual(before);
      expect(await world.publishedEvents()).toBe(events);
      expect(world.inventory.onHand.get("LS-W-S")).toBe(1);
      expect(world.inventory.calls).toBe(calls);
    });

    test("keeps what staff changed since", async () => {
      await run(fixture("classic.csv"));
      const { id } = await page("linen-shirt");
      await world.mutate("UpdateProduct", { id, title: "Better Title", slug: "better-title" });
      expect(await run(fixture("classic.csv"))).toMatchObject({ unchanged: 4 });
      expect(await page("better-title")).toMatchObject({ title: "Better Title" });
    });

    test("makes the same SKUs for troubled rows", async () => {
      await run(fixture("troubled.csv"));
      const before = [await page("blank-sku"), await page("same-sku")];
      expect(await run(fixture("troubled.csv"))).toMatchObject({ created: 0, updated: 0, stockSet: 0 });
      expect([await page("blank-sku"), await page("same-sku")]).toEqual(before);
    });

    test("makes anew what staff have deleted", async () => {
      await run(fixture("classic.csv"));
      await world.mutate("DeleteProduct", { id: (await page("stone-vase")).id });
      expect(await run(fixture("classic.csv"))).toMatchObject({ created: 1, unchanged: 3 });
      expect(await page("stone-vase")).toMatchObject({ variants: [{ sku: "SV-1" }] });
    });
  });

  describe("An import of a changed file", () => {
    test("changes the products that changed, by their SKUs, and tells of them", async () => {
      await run(fixture("classic.csv"));
      const before = await page("linen-shirt");
      const changed = fixture("classic.csv").replaceAll("Linen Shirt", "Linen Blouse").replace("LS-B-S,", "LS-BLUE,");
      expect(await run(changed)).toMatchObject({ created: 0, updated: 1, unchanged: 3, stockSet: 1 });
      const after = await page("linen-shirt");
      expect(after).toMatchObject({ id: before.id, title: "Linen Blouse", version: 2 });
      expect(after.variants.slice(0, 2).map(({ id }: Answer) => id)).toEqual(
        before.variants.slice(0, 2).map(({ id }: Answer) => id),
      );
      expect(after.variants[2].sku).toBe("LS-BLUE");
      expect((await world.eventsOf(before.id)).map(({ type }) => type)).toEqual(["product.created", "product.updated"]);
    });

    test("leaves what files do not know: translations, attributes and prices of markets", async () => {
      await run(fixture("classic.csv"));
      const { id, category, variants } = await page("linen-shirt");
      const fit = { code: "fit", name: "Fit", kind: "TEXT" };
      await world.mutate("UpdateCategory", { id: category.id, attributes: [fit] });
      await world.mutate("UpdateProduct", { id, attributes: [{ code: "fit", text: "Loose" }] });
      await world.mutate("TranslateProduct", { id, locale: "de", title: "Leinenhemd" });
      await world.mutate("CreateMarket", { code: "eurozone", name: "Euro zone", countries: [], currency: "EUR" });
      const { priceList } = await world.mutate("CreatePriceList", { market: "eurozone", name: "Usual" });
      const price = { amount: 4_500, currency: "EUR" };
      await world.mutate("SetPrices", { priceListId: priceList.id, prices: [{ variantId: variants[0].id, price }] });
      // From now on the category asks for more than any file says.
      await world.mutate("UpdateCategory", {
        id: category.id,
        attributes: [fit, { ...fit, code: "cut", required: true }],
      });

      const changed = fixture("classic.csv").replaceAll("Linen Shirt", "Linen Blouse");
      expect(await run(changed)).toMatchObject({ updated: 1, unchanged: 3 });
      expect(await world.ask("TranslatedProduct", { slug: "linen-shirt", locale: "de" })).toMatchObject({
        title: "Leinenhemd",
        attributes: [{ code: "fit", text: "Loose" }],
      });
      const sold = await world.ask("ProductInMarket", { slug: "linen-shirt", market: "eurozone" });
      expect(sold.marketPriceRange).toEqual({ min: price, max: price });
      const { edges } = await world.ask("ProductRevisions", { productId: id, first: 1 }, staff);
      expect(edges[0].node).toMatchObject({ kind: "UPDATED", changedById: null, changedByRole: "IMPORT" });
    });

    test("sets the stock that the file says otherwise now, and no other", async () => {
      await run(fixture("classic.csv"));
      world.inventory.onHand.set("LS-W-S", 1).set("LS-W-M", 1);
      const delivered = fixture("classic.csv").replace("LS-W-M,250,shopify,7", "LS-W-M,250,shopify,20");
      expect(await run(delivered)).toMatchObject({ unchanged: 4, stockSet: 1 });
      expect(world.inventory.onHand.get("LS-W-S")).toBe(1);
      expect(world.inventory.onHand.get("LS-W-M")).toBe(20);
    });
  });

  test("stock that inventory did not take is set by the next import", async () => {
    world.inventory.isDown = true;
    await expect(run(fixture("classic.csv"))).rejects.toThrow();
    world.inventory.isDown = false;
    const again = await run(fixture("classic.csv"));
    expect(again).toMatchObject({ created: 0, unchanged: 4, stockSet: 6 });
    expect(world.inventory.onHand.get("LS-W-S")).toBe(12);
  });

  test("two imports of one file at once make each product once", async () => {
    const summaries = await Promise.all([run(fixture("classic.csv")), run(fixture("classic.csv"))]);
    expect(summaries.reduce((sum, { created }) => sum + created, 0)).toBe(4);
    expect((await world.ask("ProductList", { first: 100 }, staff)).edges).toHaveLength(4);
  });
});
