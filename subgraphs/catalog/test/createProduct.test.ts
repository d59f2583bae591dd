import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { inEachWorld, newProduct, sized, usd, type World } from "./world.ts";

inEachWorld("New products", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  describe("Creating a product", () => {
    test("gives it as it was sent, published unless said otherwise, and tells of it", async () => {
      const clothing = (await world.mutate("CreateCategory", { name: "Clothing" })).category;
      const tees = (await world.mutate("CreateCategory", { name: "Tees", parentId: clothing.id })).category;
      const seller = (await world.mutate("CreateSeller", { name: "Harbour Supply" })).seller;
      const [small, large] = [sized("S"), sized("L", { compareAtPrice: usd(2_900) })];
      const product = await world.product({
        title: "  Harbour   Tee ",
        description: "<p>Heavy <b>cotton</b></p>",
        categoryId: tees.id,
        brand: "Nordlys",
        sellerId: seller.id,
        options: [{ name: "Size", values: ["S", "M", "L"] }],
        variants: [small, large],
        media: [{ url: "https://shop.example/tee.jpg", altText: "A tee", width: 800, height: 600 }],
        tags: ["cotton", " cotton ", "summer"],
      });
      expect(product).toMatchObject({
        slug: "harbour-tee",
        title: "Harbour Tee",
        description: "<p>Heavy <b>cotton</b></p>",
        status: "PUBLISHED",
        version: 1,
        tags: ["cotton", "summer"],
        brand: { name: "Nordlys" },
        seller,
        category: { id: tees.id, slug: "tees", name: "Tees" },
        media: [{ url: "https://shop.example/tee.jpg", altText: "A tee", width: 800, height: 600 }],
        options: [{ name: "Size", values: ["S", "M", "L"] }],
        priceRange: { min: usd(2_400), max: usd(2_400) },
        variants: [
          { sku: small.sku, title: "S", options: [{ name: "Size", value: "S" }], compareAtPrice: null },
          { sku: large.sku, title: "L", price: usd(2_400), compareAtPrice: usd(2_900) },
        ],
      });
      expect(await world.ask("Product", { slug: "harbour-tee" })).toEqual(product);
      const [event] = await world.eventsOf(product.id);
      const { version: _version, priceRange: _range, ...published } = product;
      const ancestors = [{ id: clothing.id, slug: "clothing", name: "Clothing" }];
      expect(event).toEqual({
        type: "product.created",
        subjectVersion: 1,
        data: { product: { ...published, category: { ...published.category, ancestors } } },
      });
    });

    test("a slug is made from the title, with a number when it is taken; a chosen one that is taken is refused", async () => {
      const title = "Crème brûlée, №5";
      expect((await world.product({ title })).slug).toBe("creme-brulee-no5");
      expect((await world.product({ title })).slug).toBe("creme-brulee-no5-2");
      expect(await world.mutate("CreateProduct", { ...newProduct(), slug: "Creme-Brulee-No5" })).toEqual({
        __typename: "SlugTaken",
        message: "The slug creme-brulee-no5 is taken",
        path: ["slug"],
        slug: "creme-brulee-no5",
      });
    });

    test("ten products of one title at once get ten slugs", async () => {
      const products = await Promise.all(Array.from({ length: 10 }, () => world.product({ title: "Rush Hour" })));
      const slugs = new Set(products.map(({ slug }) => slug));
      expect(slugs.size).toBe(10);
      expect(slugs).toContain("rush-hour");
    });

    test("a SKU that another product has is refused, and its place told", async () => {
      const taken = (await world.product()).variants[0].sku;
      const variants = [sized("S"), sized("M", { sku: taken })];
      expect(await world.mutate("CreateProduct", { title: "Thief", variants })).toEqual({
        __typename: "SkuTaken",
        message: `Another product has the SKU ${taken}`,
        path: ["variants", "1", "sku"],
        sku: taken,
      });
    });

    test("what must be there, is asked for", async () => {
      const nobody = randomUUID();
      expect(await world.mutate("CreateProduct", { ...newProduct(), categoryId: nobody })).toMatchObject({
        __typename: "CategoryNotFound",
        path: ["categoryId"],
      });
      expect(await world.mutate("CreateProduct", { ...newProduct(), sellerId: "nobody" })).toMatchObject({
        __typename: "SellerNotFound",
        path: ["sellerId"],
      });
    });

    test("two spellings of a brand are one brand, made once under many hands", async () => {
      const products = await Promise.all(
        ["Alder & Finch", "ALDER & FINCH", "alder  & finch"].map((brand) => world.product({ brand })),
      );
      expect(new Set(products.map(({ brand }) => brand.id)).size).toBe(1);
    });

    test.each([
      [{ title: " \n " }, ["title"]],
      [{ title: "x".repeat(256) }, ["title"]],
      [{ slug: "no spaces" }, ["slug"]],
      [{ slug: "---" }, ["slug"]],
      [{ description: "x".repeat(200_001) }, ["description"]],
      [{ variants: [] }, ["variants"]],
      [{ variants: [sized("S", { sku: " " })], options: undefined }, ["variants", "0", "sku"]],
      [{ variants: [sized("S", { price: usd(-1) })] }, ["variants", "0", "price"]],
      [{ variants: [sized("S", { price: usd(10_000_000_001) })] }, ["variants", "0", "price"]],
      [{ variants: [sized("S", { price: { amount: 100, currency: "EUR" } })] }, ["variants", "0", "price"]],
      [{ variants: [sized("S", { compareAtPrice: usd(-1) })] }, ["variants", "0", "compareAtPrice"]],
      [{ variants: [sized("S"), sized("S")] }, ["variants", "1", "options"]],
      [
        {
          variants: [
            { sku: "same", price: usd(1) },
            { sku: "same", price: usd(1) },
          ],
        },
        ["variants", "1", "sku"],
      ],
      [
        { options: [{ name: "Size", values: ["M"] }], variants: [sized("S")] },
        ["variants", "0", "options", "0", "value"],
      ],
      [
        { options: [{ name: "Hue", values: ["M"] }], variants: [sized("S")] },
        ["variants", "0", "options", "0", "name"],
      ],
      [{ options: [{ name: "Size", values: ["S"] }] }, ["variants", "0", "options"]],
      [{ options: [{ name: "Size", values: [] }] }, ["options", "0", "values"]],
      [{ options: [{ name: "A", values: ["1", "1"] }] }, ["options", "0", "values"]],
      [{ options: ["A", "a"].map((name) => ({ name, values: ["1"] })) }, ["options", "1", "name"]],
      [{ options: [..."ABCDEF"].map((name) => ({ name, values: ["1"] })) }, ["options"]],
      [{ media: [{ url: "javascript:alert(1)" }] }, ["media", "0", "url"]],
      [{ media: [{ url: "//elsewhere.example/x.png" }] }, ["media", "0", "url"]],
      [{ media: [{ url: "/x.png", width: 0 }] }, ["media", "0", "width"]],
      [{ tags: ["x".repeat(256)] }, ["tags"]],
      [{ brand: "x".repeat(256) }, ["brand"]],
    ])("%j is invalid input at %j", async (changes, path) => {
      const answer = await world.mutate("CreateProduct", { ...newProduct(), ...changes });
      expect(answer).toMatchObject({ __typename: "InvalidInput", path });
    });

    test("texts of every kind are kept as they are, and HTML loses what runs", async () => {
      const title = `Robert'); DROP TABLE products;-- <script>alert(1)</script> 🍮 \u202eمرحبا`;
      const product = await world.product({
        title,
        description: `<p onclick="x()">Hi</p><script>alert(1)</script><a href="javascript:x()">a</a> 1 < 2 & 3`,
      });
      expect(product.title).toBe(title);
      expect(product.description).toBe('<p>Hi</p><a rel="nofollow noopener">a</a> 1 &lt; 2 &amp; 3');
    });
  });
});
