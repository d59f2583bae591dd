import { randomUUID } from "node:crypto";
import type { TestCaller } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, anybody, carts, inEachWorld, newProduct, staff, usd, type World } from "./world.ts";

inEachWorld("Moderation", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const moderator: TestCaller = { userId: randomUUID(), roles: ["MODERATOR"] };
  /** A seller's program, with a key that may write. */
  const seller: TestCaller = { userId: randomUUID(), roles: ["SELLER"], scopes: ["catalog:write"] };

  async function written(input: object = {}, as = seller): Promise<Answer> {
    return (await world.mutate("CreateProduct", { ...newProduct(), ...input }, as)).product;
  }

  const moderate = (input: object, as = moderator) => world.mutate("ModerateProduct", input, as);
  const isSeen = async ({ slug }: Answer) => (await world.ask("Product", { slug }, anybody)) !== null;
  const statusTold = async ({ id }: Answer) => (await world.eventsOf(id)).at(-1).data.product.status;

  describe("What a seller writes", () => {
    test("is seen by shoppers, and sold, once a moderator has approved it", async () => {
      const product = await written();
      const isSold = async () => {
        const ids = [product.variants[0].id];
        return (await world.ask("VariantsForQuote", { ids }, carts))[0].purchasable;
      };
      const isListed = async () =>
        (await world.ask("ProductList", { first: 100 })).edges.some(({ node }: Answer) => node.id === product.id);
      expect([await isSeen(product), await isListed(), await isSold(), await statusTold(product)]).toEqual([
        ...[false, false, false],
        "DRAFT",
      ]);
      const answer = await moderate({ id: product.id, expectedVersion: 1, decision: "APPROVED" });
      expect(answer.product).toEqual({
        version: 2,
        status: "PUBLISHED",
        moderation: { state: "APPROVED", reason: null },
      });
      expect([await isSeen(product), await isListed(), await isSold(), await statusTold(product)]).toEqual([
        ...[true, true, true],
        "PUBLISHED",
      ]);
    });

    test("stays a draft when it is one, whatever the moderator says", async () => {
      const product = await written({ status: "DRAFT" });
      await moderate({ id: product.id, expectedVersion: 1, decision: "APPROVED" });
      expect(await isSeen(product)).toBe(false);
    });

    test("is looked at again when its content changes, and not for a price", async () => {
      const { id, slug, variants } = await written();
      await moderate({ id, expectedVersion: 1, decision: "APPROVED" });
      const priced = variants.map(({ sku }: Answer) => ({ sku, price: usd(99) }));
      await world.mutate("UpdateProduct", { id, variants: priced }, seller);
      expect(await isSeen({ slug })).toBe(true);
      await world.mutate("UpdateProduct", { id, title: "Forged Mug" }, staff);
      expect(await isSeen({ slug })).toBe(true);
      await world.mutate("UpdateProduct", { id, title: "Forged watch" }, seller);
      expect(await isSeen({ slug })).toBe(false);
    });

    test("is rejected for a reason, and put right", async () => {
      const { id } = await written();
      const decision = { id, expectedVersion: 1, decision: "REJECTED" };
      expect(await moderate(decision)).toMatchObject({ __typename: "InvalidInput", path: ["reason"] });
      const { product } = await moderate({ ...decision, reason: "Not yours to sell" });
      expect(product.moderation).toEqual({ state: "REJECTED", reason: "Not yours to sell" });
      await world.mutate("UpdateProduct", { id, title: "My own mug" }, seller);
      const queue = await world.ask("ProductsToModerate", { first: 100 }, moderator);
      expect(queue.edges.map(({ node }: Answer) => node.id)).toContain(id);
    });
  });

  describe("Moderators", () => {
    test("have a queue, page by page, and see what is in it", async () => {
      await world.empty();
      const products = [await written(), await written(), await written()];
      await world.product();
      await moderate({ id: products[1].id, expectedVersion: 1, decision: "APPROVED" });
      const first = await world.ask("ProductsToModerate", { first: 1 }, moderator);
      const second = await world.ask("ProductsToModerate", { first: 5, after: first.pageInfo.endCursor }, moderator);
      expect([...first.edges, ...second.edges].map(({ node }: Answer) => node.id)).toEqual([
        products[2].id,
        products[0].id,
      ]);
      expect(await world.ask("Product", { id: products[0].id }, moderator)).toMatchObject({ id: products[0].id });
    });

    test("take any product from sight until somebody has looked at it", async () => {
      const product = await world.product();
      expect(await isSeen(product)).toBe(true);
      await moderate({ id: product.id, expectedVersion: 1, decision: "PENDING", reason: "A complaint" });
      expect(await isSeen(product)).toBe(false);
    });

    test("decide about what they saw, and are asked for no other right", async () => {
      const { id } = await written();
      await world.mutate("UpdateProduct", { id, title: "Since then" }, seller);
      const decision = { id, expectedVersion: 1, decision: "APPROVED" };
      expect((await moderate(decision)).__typename).toBe("ProductVersionConflict");
      expect((await moderate({ ...decision, id: randomUUID() })).__typename).toBe("ProductNotFound");
      for (const who of [seller, staff, anybody]) {
        expect(await world.refusals("ModerateProduct", { input: decision }, who)).toHaveLength(1);
        expect(await world.refusals("ProductsToModerate", {}, who)).toHaveLength(1);
      }
      expect(await world.refusals("UpdateProduct", { input: { id, title: "x" } }, moderator)).toEqual(["FORBIDDEN"]);
    });

    test("are asked by staff who enter a seller's product", async () => {
      const product = await world.product({ requiresModeration: true });
      expect(await isSeen(product)).toBe(false);
    });
  });
});
