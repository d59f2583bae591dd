import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { demoProducts } from "../src/demo/assortment.ts";
import { pictureUrl } from "../src/demo/pictureRoute.ts";
import { type Answer, anybody, staff, startWorld, type World } from "./world.ts";

const demo = { service: "demo" };

describe("The demo store", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  test("is there after the first call, with stock; the second changes nothing", async () => {
    await world.product({ title: "Harbour Tee" });
    const levels: Answer[] = await world.ask("SeedDemoStore", {}, demo);
    expect(Object.fromEntries(world.inventory.onHand)).toEqual(
      Object.fromEntries(levels.map(({ sku, onHand }) => [sku, onHand])),
    );
    const list = await world.ask("ProductList", { first: 100 });
    expect(list.edges).toHaveLength(demoProducts.length + 1);
    const skus = list.edges.flatMap(({ node }: Answer) => (node.brand ? node.skus : []));
    expect(new Set(skus)).toEqual(new Set(levels.map(({ sku }) => sku)));
    const { edges } = await world.ask("ProductList", { first: 100, filter: { category: "home" } });
    expect(edges.length).toBeGreaterThan(5);

    const calls = world.inventory.calls;
    expect(await world.ask("SeedDemoStore", {}, demo)).toEqual([]);
    expect(world.inventory.calls).toBe(calls);
    expect((await world.ask("ProductList", { first: 100 })).edges).toHaveLength(demoProducts.length + 1);
  });

  test("does not bring back what staff deleted", async () => {
    const { id, slug } = await world.ask("Product", { slug: "gift-card" });
    await world.mutate("DeleteProduct", { id });
    await world.ask("SeedDemoStore", {}, demo);
    expect(await world.ask("Product", { slug }, staff)).toBeNull();
  });

  test("is for whoever seeds it alone", async () => {
    for (const who of [anybody, staff, { service: "carts" }]) {
      expect(await world.refusals("SeedDemoStore", {}, who)).toEqual(["FORBIDDEN"]);
    }
  });

  test("has a picture for every product, and none for others", async () => {
    const [route] = world.subgraph.routes;
    const get = (name: string) => route!.handle({ params: { name }, query: {}, headers: {}, body: Buffer.alloc(0) });
    for (const product of demoProducts) {
      const { status, headers, body } = await get(pictureUrl(product.slug).split("/").at(-1)!);
      expect(status).toBe(200);
      expect(headers?.["content-type"]).toBe("image/svg+xml");
      expect(body).toContain("<svg ");
    }
    for (const name of ["nothing.svg", "../../etc/passwd", "kiln-mug"]) expect((await get(name)).status).toBe(404);
  });
});
