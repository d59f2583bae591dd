import { type Money, money } from "@angidi/money";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type ProductSort, productSorts } from "../src/domain/listing.ts";
import { type Product, priceRangeOf } from "../src/domain/product.ts";
import { sortKey } from "../src/domain/text.ts";
import { creation, someProduct, someVariant } from "./makeProduct.ts";
import { type Answer, inEachWorld, type World } from "./world.ts";

inEachWorld("Paging", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  /** Few prices, titles and instants, so that many products are alike in what a list is sorted by. */
  const someProducts = fc.array(
    fc.record({
      price: fc.integer({ min: 0, max: 5 }),
      title: fc.constantFrom("mug", "Mug", "Múg", "Zebra", "ähre", "Äpfel", "🍎", "日本", "a b", "a-b", "Ω"),
      second: fc.integer({ min: 0, max: 3 }),
      status: fc.constantFrom("PUBLISHED" as const, "PUBLISHED" as const, "DRAFT" as const),
    }),
    { maxLength: 40 },
  );

  test("going through a list page by page gives every product once and in order, whatever the order", async () => {
    await fc.assert(
      fc.asyncProperty(someProducts, fc.integer({ min: 1, max: 7 }), async (drafts, first) => {
        await world.empty();
        const products = drafts.map(({ price, title, second, status }) =>
          someProduct({
            title,
            status,
            createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, second, 123)).toISOString(),
            variants: [someVariant({ price: money(price, "USD") })],
          }),
        );
        if (products.length > 0) await world.ports.products.save(products.map(creation));
        const published = products.filter(({ status }) => status === "PUBLISHED");
        for (const sort of productSorts) {
          expect(await allPages(sort, first)).toEqual(published.toSorted(inOrder[sort]).map(({ id }) => id));
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  async function allPages(sort: ProductSort, first: number): Promise<string[]> {
    const ids: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Answer = await world.ask("ProductList", { first, after, sort });
      ids.push(...page.edges.map(({ node }: Answer) => node.id));
      expect(page.edges.length).toBeLessThanOrEqual(first);
      if (!page.pageInfo.hasNextPage) return ids;
      after = page.pageInfo.endCursor;
    }
  }

  const byId = (left: Product, right: Product) => (left.id < right.id ? -1 : 1);
  const lowest = (product: Product): Money => priceRangeOf(product).min;
  const byPrice = (left: Product, right: Product) => lowest(left).amount - lowest(right).amount || byId(left, right);

  const inOrder: Readonly<Record<ProductSort, (left: Product, right: Product) => number>> = {
    NEWEST: (left, right) => right.createdAt.localeCompare(left.createdAt) || byId(right, left),
    PRICE_ASC: byPrice,
    PRICE_DESC: (left, right) => byPrice(right, left),
    TITLE: (left, right) =>
      Buffer.compare(Buffer.from(sortKey(left.title)), Buffer.from(sortKey(right.title))) || byId(left, right),
  };

  test("a list grows while it is read: what was there at the beginning still comes once", async () => {
    await world.empty();
    const before = await Promise.all(["a", "c", "e"].map((title) => world.product({ title })));
    const page = await world.ask("ProductList", { first: 2, sort: "TITLE" });
    await world.product({ title: "b" });
    const rest = await world.ask("ProductList", { first: 10, sort: "TITLE", after: page.pageInfo.endCursor });
    const ids = [...page.edges, ...rest.edges].map(({ node }: Answer) => node.id);
    expect(ids).toEqual(before.map(({ id }) => id));
  });
});
