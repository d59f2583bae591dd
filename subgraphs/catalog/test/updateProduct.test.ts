import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, anybody, customer, inEachWorld, newProduct, newSku, sized, usd, type World } from "./world.ts";

inEachWorld("Changed products", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  describe("Changing a product", () => {
    test("changes what is given, keeps the rest, and tells of it", async () => {
      const before = await world.product({ title: "Moss Tee", brand: "Alder", tags: ["cotton"] });
      const { __typename, product } = await world.mutate("UpdateProduct", { id: before.id, title: "Moss Shirt" });
      expect(__typename).toBe("ProductSaved");
      expect(product).toEqual({
        ...before,
        title: "Moss Shirt",
        version: 2,
        variants: [{ ...before.variants[0], title: "Moss Shirt" }],
      });
      const events = await world.eventsOf(before.id);
      expect(events.map(({ type, subjectVersion }) => [type, subjectVersion])).toEqual([
        ["product.created", 1],
        ["product.updated", 2],
      ]);
      expect(events[1].data.product.title).toBe("Moss Shirt");
    });

    test("null takes away what may be missing", async () => {
      const { id } = await world.product({ brand: "Alder", description: "x", tags: ["a"], media: [{ url: "/a.png" }] });
      const nothing = { brand: null, description: null, tags: null, media: null, categoryId: null, title: null };
      const { product } = await world.mutate("UpdateProduct", { id, ...nothing });
      expect(product).toMatchObject({ brand: null, description: "", tags: [], media: [], category: null });
      expect(product.title).toBe("Kiln Mug");
    });

    test("an expected version that it is not at is refused, with the product as it is", async () => {
      const { id } = await world.product();
      await world.mutate("UpdateProduct", { id, expectedVersion: 1, title: "First come" });
      const late = await world.mutate("UpdateProduct", { id, expectedVersion: 1, title: "Late" });
      expect(late).toMatchObject({
        __typename: "ProductVersionConflict",
        path: ["expectedVersion"],
        current: { version: 2, title: "First come" },
      });
      expect(await world.mutate("DeleteProduct", { id, expectedVersion: 1 })).toMatchObject({
        __typename: "ProductVersionConflict",
        current: { version: 2 },
      });
      expect((await world.mutate("DeleteProduct", { id, expectedVersion: 2 })).__typename).toBe("ProductDeleted");
    });

    test("of five changes expecting one version at once, one is saved; without expectation all are", async () => {
      const { id } = await world.product();
      const answers = await Promise.all(
        [1, 2, 3, 4, 5].map((n) => world.mutate("UpdateProduct", { id, expectedVersion: 1, title: `Title ${n}` })),
      );
      expect(answers.filter(({ __typename }) => __typename === "ProductSaved")).toHaveLength(1);
      await Promise.all([1, 2, 3, 4, 5].map((n) => world.mutate("UpdateProduct", { id, tags: [`${n}`] })));
      expect((await world.ask("Product", { id })).version).toBe(7);
      expect((await world.eventsOf(id)).map(({ subjectVersion }) => subjectVersion)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    });

    test("a variant keeps its id by its SKU, one left out is retired, and comes back with its id", async () => {
      const [small, large] = [sized("S"), sized("L")];
      const { id, variants } = await world.product({ variants: [small, large] });
      const extra = sized("XL", { price: usd(9_900) });
      const after = await world.mutate("UpdateProduct", { id, variants: [extra, { ...small, price: usd(1) }] });
      expect(after.product.options).toEqual([{ name: "Size", values: ["S", "XL"] }]);
      expect(after.product.variants.map(({ sku }: Answer) => sku)).toEqual([extra.sku, small.sku]);
      expect(after.product.variants[1].id).toBe(variants[0].id);
      expect(after.product.priceRange).toEqual({ min: usd(1), max: usd(9_900) });

      const back = await world.mutate("UpdateProduct", { id, variants: [large] });
      expect(back.product.variants).toEqual([variants[1]]);
    });

    test("a variant's SKU never changes, and an id of another product's variant is none of this one's", async () => {
      const { id, variants } = await world.product();
      const other = await world.product();
      const change = (variant: object) =>
        world.mutate("UpdateProduct", { id, variants: [{ price: usd(1), ...variant }] });
      expect(await change({ id: variants[0].id, sku: newSku() })).toMatchObject({
        __typename: "InvalidInput",
        path: ["variants", "0", "sku"],
      });
      expect(await change({ id: other.variants[0].id, sku: newSku() })).toMatchObject({
        __typename: "InvalidInput",
        path: ["variants", "0", "id"],
      });
      expect(await change({ sku: other.variants[0].sku })).toMatchObject({ __typename: "SkuTaken" });
    });

    test("options that the variants do not fit are refused", async () => {
      const { id } = await world.product({ variants: [sized("S")] });
      const answer = await world.mutate("UpdateProduct", { id, options: [{ name: "Size", values: ["M"] }] });
      expect(answer).toMatchObject({ __typename: "InvalidInput", path: ["variants", "0", "options", "0", "value"] });
    });

    test("another's slug is refused, and a product that is not there not found", async () => {
      const [one, two] = [await world.product(), await world.product()];
      expect((await world.mutate("UpdateProduct", { id: one.id, slug: two.slug })).__typename).toBe("SlugTaken");
      for (const id of [randomUUID(), "nonsense"]) {
        expect((await world.mutate("UpdateProduct", { id, title: "x" })).__typename).toBe("ProductNotFound");
        expect((await world.mutate("DeleteProduct", { id })).__typename).toBe("ProductNotFound");
      }
    });

    test("deleting tells of it", async () => {
      const { id } = await world.product();
      await world.mutate("DeleteProduct", { id });
      expect((await world.eventsOf(id))[1]).toEqual({
        type: "product.deleted",
        subjectVersion: 2,
        data: { productId: id },
      });
    });
  });

  test("nobody but staff changes anything", async () => {
    const changes: [string, object][] = [
      ["CreateProduct", newProduct()],
      ["UpdateProduct", { id: randomUUID() }],
      ["DeleteProduct", { id: randomUUID() }],
      ["CreateCategory", { name: "x" }],
      ["UpdateCategory", { id: randomUUID() }],
      ["MoveCategory", { id: randomUUID() }],
      ["CreateBrand", { name: "x" }],
      ["CreateSeller", { name: "x" }],
    ];
    for (const [operation, input] of changes) {
      for (const who of [anybody, customer, { userId: randomUUID(), roles: ["ORDER_PROCESSOR", "SELLER"] as const }]) {
        expect(await world.refusals(operation, { input }, who)).toEqual(["FORBIDDEN"]);
      }
    }
  });
});
