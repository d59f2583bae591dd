import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type Answer,
  cartWith,
  describeOnEachEngine,
  newCustomer,
  orders,
  oregon,
  users,
  type World,
} from "./world.ts";

describeOnEachEngine("markets", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  afterAll(() => world.close());

  const eur = (amount: number) => ({ amount, currency: "EUR" });
  const yen = (amount: number) => ({ amount, currency: "JPY" });
  const german = { ...oregon, countryCode: "DE", region: null };
  const everywhere = () =>
    world.offer({ marketPrices: { eurozone: { "": eur(1_190), trade: eur(990) }, japan: { "": yen(1_500) } } });
  const add = (input: object, as = {}): Promise<Answer> => world.send("AddInMarket", input, as);
  const one = (offer: { id: string }) => [{ variantId: offer.id, quantity: 1 }];
  const setMarket = (input: object, as = {}): Promise<Answer> => world.send("SetCartMarket", input, as);

  describe("a cart", () => {
    test("is at the shop's own list prices unless a market is named, and in that from its first line on", async () => {
      const shirt = everywhere();
      const plain = await add({ lines: one(shirt) });
      expect(plain.cart).toMatchObject({
        market: null,
        currency: "USD",
        pricesIncludeTax: false,
        total: { amount: 1_000 },
      });
      const { cart } = await add({ market: "eurozone", lines: one(shirt) });
      expect(cart).toMatchObject({ market: "eurozone", currency: "EUR", pricesIncludeTax: true, total: eur(1_190) });
      expect(await world.ask("MarketCart", { id: cart.id })).toEqual(cart);
      expect((await add({ cartId: cart.id, lines: one(everywhere()) })).cart).toMatchObject({ total: eur(2_380) });
    });

    test("is not of a market that there is not, nor of two", async () => {
      const shirt = everywhere();
      expect(await add({ market: "atlantis", lines: one(shirt) })).toMatchObject({
        __typename: "MarketUnknown",
        path: ["market"],
      });
      const { cart } = await add({ lines: one(shirt) });
      expect(await add({ cartId: cart.id, market: "eurozone", lines: one(shirt) })).toMatchObject({
        __typename: "CartInOtherMarket",
      });
      await world.send("UpdateCartLines", { cartId: cart.id, lines: [{ lineId: cart.lines[0].id, quantity: 0 }] });
      expect((await add({ cartId: cart.id, market: "eurozone", lines: one(shirt) })).cart).toMatchObject({
        market: "eurozone",
        total: eur(1_190),
      });
    });

    test("holds nothing that is not sold in its market, and never converts a price", async () => {
      const atHome = world.offer();
      expect(await add({ market: "eurozone", lines: one(atHome) })).toMatchObject({
        __typename: "VariantNotPurchasable",
      });
    });

    test("is priced for the customer's groups, the lowest of what applies", async () => {
      const shirt = everywhere();
      const ann = { ...newCustomer(), groups: ["trade", "vip"] };
      expect((await add({ market: "eurozone", lines: one(shirt) }, ann)).cart).toMatchObject({ total: eur(990) });
      expect((await add({ market: "eurozone", lines: one(shirt) })).cart).toMatchObject({ total: eur(1_190) });
    });

    test("moves to another market at its prices, and is warned of what is not sold there", async () => {
      const [shirt, atHome] = [everywhere(), world.offer()];
      const cart = await cartWith(world, [
        [shirt, 2],
        [atHome, 1],
      ]);
      const before = world.calls.catalog;
      const moved = await setMarket({ cartId: cart.id, market: "japan" });
      expect(world.calls.catalog - before).toBe(1);
      expect(moved).toMatchObject({
        __typename: "CartChanged",
        cart: {
          version: 2,
          market: "japan",
          currency: "JPY",
          total: yen(3_000),
          warnings: [{ code: "LINE_UNAVAILABLE", lineId: cart.lines[1].id }],
        },
      });
      const quote = { cartId: cart.id, shippingAddress: oregon };
      expect(await world.send("CheckoutQuote", quote)).toMatchObject({ __typename: "LineUnavailable" });
      expect(await setMarket({ cartId: cart.id, market: "japan" })).toMatchObject({ cart: { version: 2 } });
      expect(await setMarket({ cartId: cart.id, market: "atlantis" })).toMatchObject({ __typename: "MarketUnknown" });
      expect(await setMarket({ cartId: cart.id, market: null, expectedVersion: 1 })).toMatchObject({
        __typename: "CartVersionConflict",
      });
      expect(await setMarket({ cartId: cart.id, market: null, expectedVersion: 2 })).toMatchObject({
        cart: { currency: "USD", total: { amount: 3_000 }, warnings: [] },
      });
    });

    test("is the guest's market after a login, with the lines of both", async () => {
      const ann = newCustomer();
      const [shirt, hat] = [everywhere(), everywhere()];
      const own = await cartWith(world, [[shirt, 1]], ann);
      const { cart } = await add({ market: "eurozone", lines: one(hat) });
      await world.send("AdoptCart", { cartId: cart.id, userId: ann.userId }, users);
      expect(await world.ask("MarketCart", { id: own.id }, ann)).toMatchObject({
        market: "eurozone",
        pricesIncludeTax: true,
        total: eur(2_380),
        warnings: [],
      });
    });
  });

  describe("a quote in a market", () => {
    const vat = { name: "VAT, Germany", ratePercent: "19" };

    test("takes the tax out of prices that include it, line by line", async () => {
      const { cart } = await add({ market: "eurozone", lines: [{ variantId: everywhere().id, quantity: 3 }] });
      const included = { ...vat, included: true };
      expect(await world.send("TaxedQuote", { cartId: cart.id, shippingAddress: german })).toEqual({
        __typename: "CheckoutQuote",
        taxIncluded: true,
        taxes: [{ ...included, amount: { amount: 570 + 223 } }],
        lines: [
          { lineId: cart.lines[0].id, total: { amount: 3_570 }, taxes: [{ ...included, amount: { amount: 570 } }] },
        ],
        tax: { amount: 793 },
        total: eur(3_570 + 1_399),
      });
      const placed = { cartId: cart.id, shippingAddress: german, shippingMethodId: "standard" };
      expect(await world.send("TaxedPlacementQuote", placed, orders)).toEqual({
        __typename: "PlacementQuote",
        market: "eurozone",
        currency: "EUR",
        taxIncluded: true,
        shipping: 1_399,
        tax: 793,
        total: 4_969,
        shippingTaxes: [{ ...included, amount: 223 }],
        lines: [{ total: 3_570, tax: 570, taxes: [{ ...included, amount: 570 }] }],
      });
    });

    test("is in whole yen, and in thousandths of a dinar", async () => {
      const offer = world.offer({
        marketPrices: { japan: { "": yen(1_500) }, kuwait: { "": { amount: 4_125, currency: "KWD" } } },
      });
      const quoteIn = async (market: string, countryCode: string) => {
        const { cart } = await add({ market, lines: one(offer) });
        const shippingAddress = { ...oregon, countryCode, region: null };
        return world.send("TaxedQuote", { cartId: cart.id, shippingAddress });
      };
      expect(await quoteIn("japan", "JP")).toMatchObject({ tax: { amount: 136 + 264 }, total: yen(4_400) });
      expect(await quoteIn("kuwait", "KW")).toMatchObject({
        taxIncluded: false,
        taxes: [],
        total: { amount: 4_125 + 6_150, currency: "KWD" },
      });
    });
  });
});
