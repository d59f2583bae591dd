import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { request } from "undici";
import { type Composition, composePlatform } from "../../src/composition.ts";
import { onEveryPlatform } from "../../src/platforms.ts";
import { platformWorld } from "../../src/testPlatform.ts";
import { available, confirmedOrder, customer, guest, product, staff, unique } from "../../src/world.ts";

const pageQuery =
  "query Page($slug: String!) { product(slug: $slug) { id title variants { id sku price { amount } } } }";

/** A product's page by GET, as a shop's front end asks for it, and how old the answer was; null for one just made. */
async function page({ url }: { readonly url: string }, slug: string) {
  const search = new URLSearchParams({ query: pageQuery, variables: JSON.stringify({ slug }) });
  const { headers, body } = await request(`${url}?${search}`, {
    headers: { accept: "application/graphql-response+json" },
  });
  const { data } = (await body.json()) as { data: { product: { id: string; title: string } | null } };
  return { product: data.product, age: headers.age ?? null, cacheControl: headers["cache-control"] };
}

onEveryPlatform(
  "a gateway that keeps answers",
  (platform) => {
    test("gives a product's page again, and says for how long it may be kept", async () => {
      const { slug } = await product(platform(), { onHand: 3 });
      const [first, second] = [await page(platform(), slug), await page(platform(), slug)];
      expect(second.product).toEqual(first.product);
      expect([first.age, second.age]).toEqual([null, "0"]);
      // Staff see drafts by the same fields, so that it is not for everybody.
      expect(second.cacheControl).toBe("private, max-age=60");
    });

    test("keeps nothing that is somebody's own", async () => {
      const { client } = await customer(platform());
      const other = await customer(platform());
      expect((await client.ask("Me")).id).not.toBe((await other.client.ask("Me")).id);
    });

    test("a product is there as soon as it is created", async () => {
      const title = `Kettle ${unique()}`;
      const slug = title.toLowerCase().replace(" ", "-");
      expect((await page(platform(), slug)).product).toBeNull();
      const admin = await staff(platform());
      const variants = [{ sku: `SKU-${unique()}`, options: [], price: { amount: 1, currency: "USD" } }];
      const saved = await admin.ask("CreateProduct", { input: { title, slug, options: [], variants } });
      expect((await page(platform(), slug)).product?.id).toBe(saved.product.id);
    });

    test("what staff save is what everybody reads next", async () => {
      const { slug } = await product(platform(), { onHand: 3 });
      const { id } = (await page(platform(), slug)).product!;
      const list = { query: "{ products(first: 100) { edges { node { id title } } } }" };
      await guest(platform()).post(list);
      const admin = await staff(platform());
      for (const title of ["Kettle", "Pot"]) {
        await admin.ask("UpdateProduct", { input: { id, title } });
        expect((await page(platform(), slug)).product!.title).toBe(title);
        const { data } = await guest(platform()).post(list);
        const nodes = data.products.edges.map(({ node }: { node: { id: string; title: string } }) => node);
        expect(nodes.find((node: { id: string }) => node.id === id)?.title ?? title).toBe(title);
      }
    });

    test("a category is listed as soon as it is saved", async () => {
      const query = "{ categories { id name } }";
      await guest(platform()).post({ query });
      const name = `Tea ${unique()}`;
      const admin = await staff(platform());
      await admin.post({
        query: "mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { __typename } }",
        variables: { input: { name } },
      });
      const { data } = await guest(platform()).post({ query });
      expect(data.categories.map((category: { name: string }) => category.name)).toContain(name);
    });

    test("stock that staff count is available at once", async () => {
      const { slug, sku } = await product(platform(), { onHand: 3 });
      expect(await available(platform(), slug)).toBe(3);
      const admin = await staff(platform());
      const [warehouse] = await admin.ask("Warehouses");
      for (const onHand of [5, 9]) {
        await admin.ask("SetStock", { input: { idempotencyKey: unique(), sku, warehouseId: warehouse.id, onHand } });
        expect(await available(platform(), slug)).toBe(onHand);
      }
    });

    test("what an order takes is gone from the shelf soon", async () => {
      const { slug, variantId } = await product(platform(), { onHand: 3 });
      expect(await available(platform(), slug)).toBe(3);
      await confirmedOrder(guest(platform()), variantId);
      await eventually(async () => expect(await available(platform(), slug)).toBe(2));
    });
  },
  { RESPONSE_CACHE: "on" },
);

describe("a gateway that keeps answers, beside another", () => {
  let keeping: Composition;
  let other: Composition;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const world = await platformWorld();
    drop = world.drop;
    keeping = await composePlatform({ ...world.environment, RESPONSE_CACHE: "on" });
    other = await composePlatform(world.environment, { demo: false });
  }, 120_000);
  afterAll(async () => {
    await other?.stop();
    await keeping?.stop();
    await drop?.();
  }, 120_000);

  test("hears by events of what is written past it, long before answers run out", async () => {
    const { slug } = await product(other, { onHand: 3 });
    const { id } = (await page(keeping, slug)).product!;
    // The events of its making come in between, and what was kept goes with them.
    await eventually(async () => expect((await page(keeping, slug)).age).not.toBeNull());
    await (await staff(other)).ask("UpdateProduct", { input: { id, title: "Moved" } });
    await eventually(async () => expect((await page(keeping, slug)).product!.title).toBe("Moved"), { timeout: 20_000 });
  });
});
