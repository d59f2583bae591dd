import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, anybody, carts, customer, inEachWorld, sized, usd, type World } from "./world.ts";

inEachWorld("Markets", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const eur = (amount: number) => ({ amount, currency: "EUR" });
  const hour = 3_600_000;
  const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

  /** A market with one price list. */
  async function market(currency = "EUR", list: object = {}): Promise<{ code: string; priceListId: string }> {
    const code = `market-${randomUUID()}`;
    await world.mutate("CreateMarket", { code, name: "Euro zone", countries: ["DE", "AT"], currency });
    return { code, priceListId: await priceList(code, list) };
  }

  async function priceList(code: string, list: object = {}): Promise<string> {
    return (await world.mutate("CreatePriceList", { market: code, name: "Usual", ...list })).priceList.id;
  }

  const shirt = () => world.product({ variants: [sized("S"), sized("L", { price: usd(2_900) })] });

  describe("Prices of a market", () => {
    test("are those of its price list; where there is none the product is not sold", async () => {
      const { slug, variants } = await shirt();
      const { code, priceListId } = await market();
      const [small] = variants;
      expect(await world.ask("ProductInMarket", { slug, market: code })).toEqual({
        marketPriceRange: null,
        variants: [
          { price: usd(2_400), marketPrice: null },
          { price: usd(2_900), marketPrice: null },
        ],
      });
      const prices = [{ variantId: small.id, price: eur(2_200), compareAtPrice: eur(2_500) }];
      expect(await world.mutate("SetPrices", { priceListId, prices })).toEqual({
        __typename: "PricesSet",
        changedProducts: 1,
      });
      expect(await world.ask("ProductInMarket", { slug, market: code })).toEqual({
        marketPriceRange: { min: eur(2_200), max: eur(2_200) },
        variants: [
          { price: usd(2_400), marketPrice: { price: eur(2_200), compareAtPrice: eur(2_500) } },
          { price: usd(2_900), marketPrice: null },
        ],
      });
      const nowhere = await world.ask("ProductInMarket", { slug, market: "nowhere" });
      expect(nowhere).toMatchObject({
        marketPriceRange: null,
        variants: [{ marketPrice: null }, { marketPrice: null }],
      });
    });

    test("are the list prices where the currency is the shop's, unless a price list says otherwise", async () => {
      const { slug, variants } = await shirt();
      const { code, priceListId } = await market("USD");
      await world.mutate("SetPrices", { priceListId, prices: [{ variantId: variants[0].id, price: usd(1_000) }] });
      const { marketPriceRange } = await world.ask("ProductInMarket", { slug, market: code });
      expect(marketPriceRange).toEqual({ min: usd(1_000), max: usd(2_900) });
    });

    test("follow the list that began last, while it holds", async () => {
      const { slug, variants } = await shirt();
      const variantId = variants[0].id;
      const { code, priceListId } = await market();
      const sale = await priceList(code, { name: "Sale", startsAt: at(-hour), endsAt: at(hour) });
      const next = await priceList(code, { name: "Next year", startsAt: at(hour) });
      for (const [id, amount] of [
        [sale, 900],
        [priceListId, 2_000],
        [next, 3_000],
      ] as const) {
        await world.mutate("SetPrices", { priceListId: id, prices: [{ variantId, price: eur(amount) }] });
      }
      const now = async () =>
        (await world.ask("ProductInMarket", { slug, market: code })).variants[0].marketPrice.price.amount;
      expect(await now()).toBe(900);
      await world.mutate("UpdatePriceList", { id: sale, endsAt: at(-1) });
      expect(await now()).toBe(2_000);
      await world.mutate("UpdatePriceList", { id: next, startsAt: at(-1) });
      expect(await now()).toBe(3_000);
      await world.mutate("SetPrices", { priceListId: next, prices: [{ variantId, price: null }] });
      expect(await now()).toBe(2_000);
    });

    test("stay when staff send the variants again, and go to carts when they ask", async () => {
      const { id, variants } = await shirt();
      const { code, priceListId } = await market();
      await world.mutate("SetPrices", { priceListId, prices: [{ variantId: variants[0].id, price: eur(2_200) }] });
      const again = variants.map(({ sku, options, price }: Answer) => ({ sku, options, price }));
      await world.mutate("UpdateProduct", { id, variants: again });
      const ids = variants.map((variant: Answer) => variant.id);
      expect(await world.ask("VariantsForQuoteInMarket", { ids, market: code }, carts)).toEqual([
        { price: usd(2_400), marketPrice: { price: eur(2_200) } },
        { price: usd(2_900), marketPrice: null },
      ]);
      const last = (await world.eventsOf(id)).at(-1);
      expect(last.data.product.variants[0].prices).toEqual([{ priceListId, price: eur(2_200) }]);
    });

    test("go to carts as the customer's groups pay them, with what the market says of tax", async () => {
      const { variants } = await shirt();
      const made = { name: "Euro zone", countries: ["DE"], currency: "EUR", pricesIncludeTax: true };
      const code = `market-${randomUUID()}`;
      await world.mutate("CreateMarket", { code, ...made });
      const lists = [await priceList(code), await priceList(code, { name: "Trade", customerGroup: "trade" })];
      for (const [index, amount] of [2_200, 1_800].entries()) {
        const prices = [{ variantId: variants[0].id, price: eur(amount) }];
        await world.mutate("SetPrices", { priceListId: lists[index], prices });
      }
      const ask = async (customerGroups: string[], market: string | null = code) => {
        const asked = { ids: [variants[0].id], market, customerGroups, code };
        const { data } = await world.execute("MarketQuote", asked, carts);
        return data as Answer;
      };
      expect(await ask([])).toEqual({
        variantsForQuote: [{ quotedPrice: { price: eur(2_200) } }],
        marketForQuote: { code, currency: "EUR", pricesIncludeTax: true },
      });
      expect((await ask(["trade", "vip"])).variantsForQuote[0].quotedPrice.price).toEqual(eur(1_800));
      expect((await ask(["trade"], null)).variantsForQuote[0].quotedPrice.price).toEqual(usd(2_400));
      expect((await ask([], "nowhere")).variantsForQuote[0].quotedPrice).toBeNull();
      const bad = { market: code, name: "None", customerGroup: "No group" };
      expect(await world.mutate("CreatePriceList", bad)).toMatchObject({ path: ["customerGroup"] });
    });

    test("are set all or none", async () => {
      const { slug, variants } = await shirt();
      const { code, priceListId } = await market();
      const [small, large] = variants.map(({ id }: Answer) => ({ variantId: id, price: eur(100) }));
      const refusals: [object[], object][] = [
        [
          [small, { variantId: randomUUID(), price: eur(1) }],
          { __typename: "PricedVariantNotFound", path: ["prices", "1", "variantId"] },
        ],
        [[small, { ...large, price: usd(1) }], { __typename: "InvalidInput", path: ["prices", "1", "price"] }],
        [
          [small, { ...large, compareAtPrice: eur(-1) }],
          { __typename: "InvalidInput", path: ["prices", "1", "compareAtPrice"] },
        ],
        [[small, small], { __typename: "InvalidInput", path: ["prices", "1", "variantId"] }],
        [Array.from({ length: 501 }, () => small), { __typename: "InvalidInput", path: ["prices"] }],
      ];
      for (const [prices, refusal] of refusals) {
        expect(await world.mutate("SetPrices", { priceListId, prices })).toMatchObject(refusal);
      }
      expect(await world.mutate("SetPrices", { priceListId: randomUUID(), prices: [small] })).toMatchObject({
        __typename: "PriceListNotFound",
        path: ["priceListId"],
      });
      expect((await world.ask("ProductInMarket", { slug, market: code })).marketPriceRange).toBeNull();
    });

    test("of forty products are set by as many statements as of one, and the same again makes no version", async () => {
      const { priceListId } = await market();
      const products = await Promise.all(
        Array.from({ length: 40 }, (_, index) => world.product({ title: `Mug ${index}` })),
      );
      const prices = products.map(({ variants }) => ({ variantId: variants[0].id, price: eur(700) }));
      const count = async (work: () => Promise<unknown>) => (await countStatements(work)).statements.length;
      const one = await count(() => world.mutate("SetPrices", { priceListId, prices: prices.slice(0, 1) }));
      expect(await count(() => world.mutate("SetPrices", { priceListId, prices }))).toBe(one);
      expect(await world.mutate("SetPrices", { priceListId, prices })).toMatchObject({ changedProducts: 0 });
      expect(await world.eventsOf(products[1].id)).toHaveLength(2);
    });

    test("of a list of products take one statement more", async () => {
      const { code } = await market();
      const count = async (work: () => Promise<unknown>) => (await countStatements(work)).statements.length;
      expect(await count(() => world.ask("ProductList", { first: 20 }))).toBe(1);
      // The markets.
      expect(await count(() => world.ask("ProductsInMarket", { first: 20, market: code }))).toBe(2);
    });
  });

  describe("Markets", () => {
    test("are there for everybody, their price lists for staff", async () => {
      await world.empty();
      const input = { code: "nordics", name: "Nordics", countries: ["SE", "DK", "SE"], currency: "SEK" };
      expect((await world.mutate("CreateMarket", input)).market).toEqual({
        code: "nordics",
        currency: "SEK",
        priceLists: [],
      });
      expect(await world.mutate("CreateMarket", input)).toMatchObject({
        __typename: "MarketCodeTaken",
        path: ["code"],
      });
      await world.mutate("UpdateMarket", { code: "nordics", countries: ["SE", "DK", "NO"] });
      expect(await world.ask("Markets", {}, anybody)).toEqual([
        { code: "nordics", name: "Nordics", countries: ["SE", "DK", "NO"], currency: "SEK" },
      ]);
      expect(await world.refusals("CreateMarket", { input }, customer)).toEqual(["FORBIDDEN"]);
    });

    test.each([
      [{ code: "No Code" }, ["code"]],
      [{ name: " " }, ["name"]],
      [{ countries: ["Germany"] }, ["countries", "0"]],
      [{ currency: "euro" }, ["currency"]],
    ])("%j is refused at %j", async (changes, path) => {
      const input = { code: "x", name: "x", countries: [], currency: "EUR", ...changes };
      expect(await world.mutate("CreateMarket", input)).toMatchObject({ __typename: "InvalidInput", path });
    });

    test("what is not there is not found, and a list ends after it begins", async () => {
      expect((await world.mutate("UpdateMarket", { code: "nowhere" })).__typename).toBe("MarketNotFound");
      const list = { market: "nowhere", name: "x" };
      expect(await world.mutate("CreatePriceList", list)).toMatchObject({
        __typename: "MarketNotFound",
        path: ["market"],
      });
      expect((await world.mutate("UpdatePriceList", { id: randomUUID() })).__typename).toBe("PriceListNotFound");
      const { code } = await market();
      const odd = { market: code, name: "x", startsAt: at(hour), endsAt: at(0) };
      expect(await world.mutate("CreatePriceList", odd)).toMatchObject({
        __typename: "InvalidInput",
        path: ["endsAt"],
      });
    });
  });
});
