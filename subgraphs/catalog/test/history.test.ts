import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createProduct } from "../src/usecases/createProduct.ts";
import { type Answer, customer, inEachWorld, newProduct, sized, staff, usd, type World } from "./world.ts";

inEachWorld("Products' history", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  async function historyOf(productId: string): Promise<Answer[]> {
    const { edges } = await world.ask("ProductRevisions", { productId, first: 100 }, staff);
    return edges.map(({ node }: Answer) => node);
  }

  describe("A product's history", () => {
    test("says who changed what, the latest first", async () => {
      const { id, variants } = await world.product({ title: "Mug", variants: [sized("S"), sized("L")] });
      await world.mutate("UpdateProduct", { id, title: "Blue mug" });
      await world.mutate("TranslateProduct", { id, locale: "de", title: "Blaue Tasse" });
      const [small, large] = variants.map(({ sku, options, price }: Answer) => ({ sku, options, price }));
      await world.mutate("UpdateProduct", { id, variants: [small, { ...large, price: usd(1) }] });
      await world.mutate("DeleteProduct", { id });

      const history = await historyOf(id);
      expect(history.map(({ version, kind }) => [version, kind])).toEqual([
        [5, "DELETED"],
        [4, "UPDATED"],
        [3, "TRANSLATED"],
        [2, "UPDATED"],
        [1, "CREATED"],
      ]);
      expect(history[3]).toMatchObject({
        changedById: staff.userId,
        changedByRole: "CONTENT_MANAGER",
        changes: [{ field: "title", before: '"Mug"', after: '"Blue mug"' }],
      });
      expect(history[2].changes).toEqual([{ field: "translations.de", before: null, after: expect.any(String) }]);
      // One variant's price, and nothing of the other.
      expect(history[1].changes.map(({ field }: Answer) => field)).toEqual([`variants.${variants[1].id}`]);
      expect(history[4].changes).toEqual([]);
      expect(Date.parse(history[0].changedAt)).toBeGreaterThanOrEqual(Date.parse(history[4].changedAt));
    });

    test("is read page by page, by staff", async () => {
      const { id } = await world.product();
      for (const title of ["One", "Two", "Three"]) await world.mutate("UpdateProduct", { id, title });
      const first = await world.ask("ProductRevisions", { productId: id, first: 3 }, staff);
      expect(first.pageInfo.hasNextPage).toBe(true);
      const after = first.pageInfo.endCursor;
      const second = await world.ask("ProductRevisions", { productId: id, first: 3, after }, staff);
      expect([...first.edges, ...second.edges].map(({ node }: Answer) => node.version)).toEqual([4, 3, 2, 1]);
      expect(await world.refusals("ProductRevisions", { productId: id, after: "nonsense" }, staff)).toEqual([
        "BAD_USER_INPUT",
      ]);
      expect(await world.refusals("ProductRevisions", { productId: id, first: 0 }, staff)).toEqual(["BAD_USER_INPUT"]);
      expect(await world.refusals("ProductRevisions", { productId: id }, customer)).toEqual(["FORBIDDEN"]);
      expect(await historyOf(randomUUID())).toEqual([]);
      expect(await historyOf("nonsense")).toEqual([]);
    });

    test("a refused change leaves no trace", async () => {
      const { id } = await world.product();
      await world.mutate("UpdateProduct", { id, expectedVersion: 7, title: "x" });
      await world.mutate("UpdateProduct", { id, title: " " });
      expect(await historyOf(id)).toHaveLength(1);
    });
  });

  describe("Going back to an earlier version", () => {
    test("gives its content as a new version; variants that came since are sold no longer", async () => {
      const size = { name: "Size", values: ["S", "L"] };
      const [small, large] = [sized("S"), sized("L")];
      const before = await world.product({ title: "First", options: [size], variants: [small], tags: ["a", "b"] });
      const { id } = before;
      await world.mutate("UpdateProduct", {
        ...{ id, title: "Second", slug: "second-thoughts", tags: ["c"], brand: "New brand", description: "Worse" },
        variants: [large, { ...small, price: usd(5) }],
      });
      await world.mutate("TranslateProduct", { id, locale: "de", title: "Zweites" });
      const { product } = await world.mutate("RevertProduct", { id, version: 1 });
      expect(product).toEqual({ ...before, version: 4, translations: [] });
      expect((await historyOf(id))[0].kind).toBe("REVERTED");

      const { product: forth } = await world.mutate("RevertProduct", { id, version: 3 });
      expect(forth).toMatchObject({
        title: "Second",
        slug: "second-thoughts",
        translations: [{ locale: "de" }],
        tags: ["c"],
        version: 5,
      });
      expect(forth.variants.map(({ sku }: Answer) => sku)).toEqual([large.sku, small.sku]);
    });

    test("is refused for a version that there is not, and for a slug that another has by now", async () => {
      const { id } = await world.product({ slug: "pearl" });
      const revert = (input: object) => world.mutate("RevertProduct", { id, ...input });
      for (const version of [0, -1, 2]) expect((await revert({ version })).__typename).toBe("ProductRevisionNotFound");
      await world.mutate("UpdateProduct", { id, slug: "amber" });
      await world.product({ slug: "pearl" });
      expect(await revert({ version: 1 })).toMatchObject({ __typename: "SlugTaken" });
      expect((await revert({ version: 1, expectedVersion: 1 })).__typename).toBe("ProductVersionConflict");
      expect((await revert({ id: randomUUID(), version: 1 })).__typename).toBe("ProductNotFound");
    });
  });

  describe("Bringing a deleted product back", () => {
    test("gives it as it was, and sells it again", async () => {
      const before = await world.product({ title: "Phoenix" });
      const { id, slug } = before;
      await world.mutate("DeleteProduct", { id });
      const deleted = await world.ask("ProductList", { first: 100, filter: { deleted: true } }, staff);
      expect(deleted.edges.map(({ node }: Answer) => node.id)).toEqual(expect.arrayContaining([id]));
      const { product } = await world.mutate("RestoreProduct", { id });
      expect(product).toEqual({ ...before, version: 3 });
      expect(await world.ask("Product", { slug })).toEqual(product);
      expect((await world.eventsOf(id)).map(({ type, subjectVersion }) => [type, subjectVersion])).toEqual([
        ["product.created", 1],
        ["product.deleted", 2],
        ["product.updated", 3],
      ]);
      expect((await world.mutate("RestoreProduct", { id })).__typename).toBe("ProductNotFound");
    });

    test("is refused when its slug or a SKU is another's by now", async () => {
      const product = await world.product({ slug: "one-of-a-kind" });
      const { id } = product;
      await world.mutate("DeleteProduct", { id });
      const other = await world.product({ slug: "one-of-a-kind" });
      expect(await world.mutate("RestoreProduct", { id })).toMatchObject({ __typename: "SlugTaken", path: ["id"] });
      await world.mutate("UpdateProduct", { id: other.id, slug: "another" });
      const { sku } = product.variants[0];
      const thief = await world.product({ ...newProduct(), variants: [{ sku, price: usd(1) }] });
      expect(await world.mutate("RestoreProduct", { id })).toMatchObject({ __typename: "SkuTaken", path: ["id"] });
      await world.mutate("DeleteProduct", { id: thief.id });
      expect((await world.mutate("RestoreProduct", { id })).__typename).toBe("ProductSaved");
    });

    test("leaves its origin to what an import has made of it since", async () => {
      const author = { id: null, role: "IMPORT", isModerated: false };
      const made = async (title: string) => {
        const origin = { key: "csv/phoenix", contentHash: "" };
        const outcome = await createProduct(world.ports, { ...newProduct(), title }, author, origin);
        if (outcome.kind !== "saved") throw new Error(outcome.kind);
        return outcome.product;
      };
      const first = await made("First phoenix");
      await world.mutate("DeleteProduct", { id: first.id });
      const second = await made("Second phoenix");
      expect((await world.mutate("RestoreProduct", { id: first.id })).__typename).toBe("ProductSaved");
      const live = (await world.ports.products.byOrigins(["csv/phoenix"])).filter(({ deletedAt }) => !deletedAt);
      expect(live.map(({ id }) => id)).toEqual([second.id]);
    });

    test("deleted products are for staff to see", async () => {
      const filter = { deleted: true };
      const { id } = await world.product();
      await world.mutate("DeleteProduct", { id });
      expect((await world.ask("ProductList", { first: 100, filter }, customer)).edges).toEqual([]);
      expect(await world.ask("Product", { id }, staff)).toBeNull();
    });
  });
});
