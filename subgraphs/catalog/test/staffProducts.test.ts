import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, anybody, customer, newProduct, newSku, startWorld, usd, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const sized = (value: string, changes: object = {}) => ({
  sku: newSku(),
  options: [{ name: "Size", value }],
  price: usd(2_400),
  ...changes,
});

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
    [{ options: [{ name: "Hue", values: ["M"] }], variants: [sized("S")] }, ["variants", "0", "options", "0", "name"]],
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
