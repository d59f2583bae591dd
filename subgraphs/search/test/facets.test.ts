import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { describeOverEngines } from "./engines.ts";
import { type Answer, startWorld, type World } from "./world.ts";

describeOverEngines("facets", (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world.close());

  interface Made {
    readonly words: readonly string[];
    readonly brand: string | null;
    readonly category: readonly string[];
    readonly price: number;
    readonly inStock: boolean;
    readonly size: string | null;
    readonly colour: string | null;
    readonly material: string | null;
  }

  const words = ["apple", "berry", "cherry"];
  const made: fc.Arbitrary<Made> = fc.record({
    words: fc.subarray(words, { minLength: 1 }),
    brand: fc.constantFrom("Acme", "Bolt", null),
    category: fc.constantFrom([], ["Home"], ["Home", "Kitchen"], ["Home", "Garden"], ["Sport"]),
    price: fc.constantFrom(0, 2_499, 2_500, 9_999, 30_000, 250_000),
    inStock: fc.boolean(),
    size: fc.constantFrom("S", "M", null),
    colour: fc.constantFrom("Red", "Blue", null),
    material: fc.constantFrom("Oak", "Pine", null),
  });

  interface Filter {
    readonly category?: readonly string[];
    readonly brand?: readonly string[];
    readonly price?: { readonly min?: object; readonly max?: object };
    readonly inStock?: boolean;
    readonly options?: readonly { readonly name: string; readonly values: readonly string[] }[];
    readonly attributes?: readonly { readonly code: string; readonly values: readonly string[] }[];
  }

  const usd = (amount: number) => ({ amount, currency: "USD" });
  const filters: fc.Arbitrary<Filter> = fc.record(
    {
      category: fc.constantFrom(["home"], ["kitchen", "sport"], ["nowhere"], []),
      brand: fc.constantFrom(["acme"], ["ACME", "Bolt"], ["Nobody"]),
      price: fc.constantFrom({ min: usd(2_500) }, { max: usd(9_999) }, { min: usd(2_499), max: usd(2_500) }),
      inStock: fc.boolean(),
      options: fc.constantFrom(
        [{ name: "size", values: ["s"] }],
        [
          { name: "Size", values: ["S", "M"] },
          { name: "Colour", values: ["red"] },
        ],
      ),
      attributes: fc.constantFrom(
        [{ code: "material", values: ["OAK"] }],
        [{ code: "material", values: ["oak", "pine"] }],
      ),
    },
    { requiredKeys: [] },
  );

  /** Which of a product's facets say what, and which conditions it fails: by a second way to compute it. */
  function naively(products: readonly Made[], query: string, filter: Filter) {
    const amount = (end: object | undefined) => (end as { amount: number } | undefined)?.amount;
    const lower = (values: readonly (string | null)[]) => values.map((value) => value?.toLowerCase());
    const failsOf = (product: Made) => {
      const fails: string[] = [];
      const check = (facet: string, holds: boolean) => holds || fails.push(facet);
      const anyOf = (wanted: readonly string[], has: readonly (string | null)[]) =>
        lower(wanted).some((value) => lower(has).includes(value));
      if (filter.category) check("category", anyOf(filter.category, product.category));
      if (filter.brand) check("brand", anyOf(filter.brand, [product.brand]));
      if (filter.price) {
        const { min, max } = filter.price;
        check("price", product.price >= (amount(min) ?? 0) && product.price <= (amount(max) ?? Infinity));
      }
      if (filter.inStock) check("availability", product.inStock);
      for (const { name, values } of filter.options ?? []) {
        check(
          `options.${name.toLowerCase()}`,
          anyOf(values, [name.toLowerCase() === "size" ? product.size : product.colour]),
        );
      }
      for (const { code, values } of filter.attributes ?? []) {
        check(`attributes.${code}`, anyOf(values, [product.material]));
      }
      return fails;
    };
    const ranges = [0, 2_500, 5_000, 10_000, 20_000, 50_000, 100_000];
    const valuesOf = (product: Made): [string, string | null][] => {
      const index = ranges.findLastIndex((start) => start <= product.price);
      const end = ranges[index + 1];
      return [
        ...product.category.map((name): [string, string] => ["category", name.toLowerCase()]),
        ["brand", product.brand],
        ["price", `${ranges[index]}-${end === undefined ? "" : end - 1}`],
        ["availability", product.inStock ? "in_stock" : "out_of_stock"],
        ["options.size", product.size],
        ["options.colour", product.colour],
        ["attributes.material", product.material],
      ];
    };
    const counts: Record<string, number> = {};
    const prices: number[] = [];
    let total = 0;
    for (const product of products) {
      if (!query.split(" ").every((word) => word === "" || product.words.includes(word))) continue;
      const fails = failsOf(product);
      if (fails.length === 0) total += 1;
      if (fails.every((failed) => failed === "price")) prices.push(product.price);
      for (const [facet, value] of valuesOf(product)) {
        if (value === null || fails.some((failed) => failed !== facet)) continue;
        counts[`${facet}=${value}`] = (counts[`${facet}=${value}`] ?? 0) + 1;
      }
    }
    return { total, counts, prices };
  }

  async function fillWith(products: readonly Made[]): Promise<void> {
    await world.empty();
    await world.stock(Object.fromEntries(products.map(({ inStock }, index) => [`P-${index}`, inStock])));
    await world.put(
      ...products.map(({ words, brand, category, price, size, colour, material }, index) => ({
        title: words.join(" "),
        ...{ brand, category, prices: [price], skus: [`P-${index}`] },
        attributes: material === null ? [] : [{ code: "material", value: material }],
        options: { ...(size && { Size: [size] }), ...(colour && { Colour: [colour] }) },
      })),
    );
  }

  describe("facets and the total", () => {
    test("are those of a count product by product, each facet without its own filter", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(made, { maxLength: 25 }),
          fc.array(fc.record({ query: fc.constantFrom("", "apple", "berry cherry"), filter: filters }), {
            minLength: 5,
            maxLength: 8,
          }),
          async (products, searches) => {
            await fillWith(products);
            for (const { query, filter } of searches) {
              const { totalCount, facets, isRelaxed } = await world.ask("Search", { query, filter });
              const counts = Object.fromEntries(
                facets.flatMap(({ name, values }: Answer) =>
                  values.map(({ value, count }: Answer) => [`${name}=${value}`, count]),
                ),
              );
              // No word of the query is in any product: then it is read as something else, or nothing is found. And no
              // product has all of them: then others are given.
              if (
                isRelaxed ||
                query.split(" ").some((word) => word && !products.some((product) => product.words.includes(word)))
              )
                continue;
              const { prices, ...expected } = naively(products, query, filter);
              expect({ total: totalCount, counts }).toEqual(expected);
              const { priceHistogram } = await world.ask("Prices", { query, filter, intervals: 7 });
              expect(priceHistogram.length).toBeLessThanOrEqual(7);
              expect(priceHistogram.map(({ count }: Answer) => count)).toEqual(
                priceHistogram.map(
                  ({ min, max }: Answer) => prices.filter((price) => price >= min.amount && price <= max.amount).length,
                ),
              );
              expect(priceHistogram.reduce((sum: number, { count }: Answer) => sum + count, 0)).toBe(prices.length);
            }
          },
        ),
        // Emptying and refreshing an index of Elasticsearch takes a tenth of a second.
        { numRuns: kind.name === "Elasticsearch" ? 8 : 25 },
      );
    }, 60_000);

    test("of all that is in stock, and of a category of it, are read from totals and as right", async () => {
      const product = {
        words: ["apple"],
        brand: "Acme",
        category: ["Home"],
        price: 100,
        size: null,
        colour: null,
        material: null,
      };
      const products = [
        { ...product, inStock: true },
        { ...product, inStock: false },
        { ...product, inStock: true, category: ["Sport"], brand: null },
      ];
      await fillWith(products);
      for (const filter of [{}, { inStock: true }, { inStock: true, category: ["home"] }, { category: ["home"] }]) {
        const { totalCount, facets, edges } = await world.ask("Search", { query: "", filter });
        const counts = facets.flatMap(({ name, values }: Answer) =>
          values.map(({ value, count }: Answer) => [`${name}=${value}`, count]),
        );
        const { prices: _, ...expected } = naively(products, "", filter);
        expect({ total: totalCount, counts: Object.fromEntries(counts) }).toEqual(expected);
        expect(edges).toHaveLength(totalCount);
      }
    });

    test("have labels, and values in an order for people", async () => {
      await fillWith([
        {
          ...{ words: ["apple"], brand: "Acme", category: ["Home", "Kitchen"] },
          ...{ price: 150_000, inStock: true, size: "M", colour: null, material: null },
        },
        {
          ...{ words: ["apple"], brand: "Bolt", category: ["Home"] },
          ...{ price: 4_900, inStock: false, size: "S", colour: null, material: null },
        },
        {
          ...{ words: ["apple"], brand: "Bolt", category: [] },
          ...{ price: 100, inStock: false, size: "S", colour: null, material: null },
        },
      ]);
      const { facets } = await world.ask("Search", { query: "apple" });
      expect(facets.map(({ name, label }: Answer) => `${name} ${label}`)).toEqual([
        "category Category",
        "brand Brand",
        "price Price",
        "availability Availability",
        "options.size Size",
      ]);
      const values = (name: string) => facets.find((facet: Answer) => facet.name === name).values;
      expect(values("category")).toEqual([
        { value: "home", label: "Home", count: 2 },
        { value: "kitchen", label: "Kitchen", count: 1 },
      ]);
      expect(values("brand").map(({ value }: Answer) => value)).toEqual(["Bolt", "Acme"]);
      expect(values("price")).toEqual([
        { value: "0-2499", label: "0 to 25 USD", count: 1 },
        { value: "2500-4999", label: "25 to 50 USD", count: 1 },
        { value: "100000-", label: "1000 USD and more", count: 1 },
      ]);
      expect(values("availability")[0]).toEqual({ value: "out_of_stock", label: "Out of stock", count: 2 });
    });

    test("count a product with several variants once for each value", async () => {
      await fillWith([]);
      await world.put({ title: "Shirt", prices: [1_000, 9_000], options: { Size: ["S", "M"] } });
      const { facets } = await world.ask("Search", { query: "shirt", filter: { price: { min: usd(8_000) } } });
      const counts = facets.flatMap(({ values }: Answer) =>
        values.map(({ value, count }: Answer) => `${value} ${count}`),
      );
      expect(counts).toEqual(["0-2499 1", "5000-9999 1", "out_of_stock 1", "M 1", "S 1"]);
      const between = { price: { min: usd(2_000), max: usd(8_000) } };
      expect(await world.found("shirt", { filter: between })).toEqual([]);
    });

    test("of an attribute whose values are numbers are in the order of these", async () => {
      await fillWith([]);
      const seats = (value: number) => ({ title: "Table", attributes: [{ code: "seats", name: "Seats", value }] });
      await world.put(seats(10), seats(10), seats(4), seats(6.5));
      const { facets } = await world.ask("Search", { query: "table" });
      const [{ label, values }] = facets.filter(({ name }: Answer) => name === "attributes.seats");
      expect(label).toBe("Seats");
      expect(values.map(({ value, count }: Answer) => `${value} ${count}`)).toEqual(["4 1", "6.5 1", "10 2"]);
    });
  });

  describe("the intervals of prices", () => {
    test("are of a round width, from the lowest to the highest price found, without the filter's own", async () => {
      await fillWith([]);
      await world.put({ title: "Rug", prices: [1_999] }, { title: "Rug", prices: [2_000, 2_100, 9_900] });
      const filter = { price: { max: usd(2_000) } };
      const { priceHistogram } = await world.ask("Prices", { query: "rug", filter, intervals: 5 });
      expect(priceHistogram).toEqual([
        { min: usd(0), max: { amount: 1_999 }, count: 1 },
        { min: usd(2_000), max: { amount: 3_999 }, count: 1 },
        { min: usd(4_000), max: { amount: 5_999 }, count: 0 },
        { min: usd(6_000), max: { amount: 7_999 }, count: 0 },
        { min: usd(8_000), max: { amount: 9_999 }, count: 1 },
      ]);
      expect((await world.ask("Prices", { query: "rug", filter: { brand: ["Nobody"] } })).priceHistogram).toEqual([]);
      expect(await world.refusals("Prices", { query: "", intervals: 51 })).toEqual(["BAD_USER_INPUT"]);
    });
  });
});
