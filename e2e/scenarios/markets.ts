import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { GraphClient } from "../src/client.ts";
import { scenario } from "../src/scenario.ts";
import type { Platform } from "../src/testPlatform.ts";
import { address, cartWith, customer, guest, placement, product, staff, unique } from "../src/world.ts";

/** A market that sells a variant for everybody and, for less, to the members of a group. */
async function market(
  platform: Platform,
  of: { countryCode: string; currency: string; pricesIncludeTax: boolean },
  prices: { variantId: string; everybody: number; trade: number },
): Promise<string> {
  const admin = await staff(platform);
  const code = `market-${unique()}`;
  const { countryCode, ...terms } = of;
  await admin.ask("CreateMarket", { input: { code, name: code, countries: [countryCode], ...terms } });
  for (const [customerGroup, amount] of [
    [null, prices.everybody],
    ["trade", prices.trade],
  ]) {
    const { priceList } = await admin.ask("CreatePriceList", {
      input: { market: code, name: "Prices", customerGroup },
    });
    const price = { amount, currency: of.currency };
    const set = await admin.ask("SetPrices", {
      input: { priceListId: priceList.id, prices: [{ variantId: prices.variantId, price }] },
    });
    expect(set).toMatchObject({ changedProducts: 1 });
  }
  return code;
}

export const markets = scenario("carts and orders of many markets", (platform) => {
  test.each([
    ["whole yen with the tax within", "JP", "JPY", true, 2_980, 2_480],
    ["thousandths of a dinar without tax", "KW", "KWD", false, 12_345, 11_995],
  ])("in %s a member of a group pays less, and orders, payments and refunds are exact", async (...of) => {
    const [, countryCode, currency, pricesIncludeTax, everybody, trade] = of;
    const teapot = await product(platform(), { onHand: 5 });
    const { variantId } = teapot;
    const code = await market(platform(), { countryCode, currency, pricesIncludeTax }, { variantId, everybody, trade });
    const money = (amount: number) => ({ amount, currency });
    const lines = [{ variantId, quantity: 1 }];

    const shopper = guest(platform());
    const { cart } = await shopper.ask("AddCartLines", { input: { market: code, lines } });
    expect(cart).toMatchObject({ currency, total: money(everybody) });

    const { session } = await customer(platform());
    const admin = await staff(platform());
    await admin.ask("SetCustomerGroups", { input: { userId: session.user.id, groups: ["trade"] } });
    const next = await shopper.ask("RefreshSession", { input: { refreshToken: session.refreshToken } });
    const member = new GraphClient(platform(), next.accessToken);
    const own = (await member.ask("AddCartLines", { input: { market: code, lines } })).cart;
    expect(own).toMatchObject({ currency, total: money(trade) });

    const shippingAddress = { ...address, countryCode, region: null };
    const quote = await member.ask("QuoteWithTaxes", { input: { cartId: own.id, shippingAddress } });
    expect(quote).toMatchObject({ taxIncluded: pricesIncludeTax, total: { currency } });
    expect(quote.taxes).toHaveLength(pricesIncludeTax ? 1 : 0);
    const placed = await member.ask("PlaceOrder", {
      input: placement(own.id, { shippingAddress, expectedTotal: quote.total }),
    });
    expect(placed.order).toMatchObject({ status: "CONFIRMED", paymentStatus: "CAPTURED", total: quote.total });
    const refunded = await admin.ask("RefundOrder", {
      input: { idempotencyKey: unique(), orderId: placed.order.id, reason: "All of it", restock: false },
    });
    expect(refunded.order).toMatchObject({ paymentStatus: "REFUNDED", refunded: quote.total });
  });

  test("a cart that changes its market has that one's prices, and keeps apart what is saved for later", async () => {
    const [teapot, cup] = [await product(platform(), { onHand: 5 }), await product(platform(), { onHand: 5 })];
    const { variantId } = teapot;
    const of = { countryCode: "DE", currency: "EUR", pricesIncludeTax: true };
    const code = await market(platform(), of, { variantId, everybody: 1_890, trade: 1_690 });
    const shopper = guest(platform());
    const cartId = await cartWith(shopper, variantId, 2);
    await shopper.ask("AddCartLines", { input: { cartId, lines: [{ variantId: cup.variantId, quantity: 1 }] } });
    const { cart } = await shopper.ask("SetCartMarket", { input: { cartId, market: code } });
    expect(cart).toMatchObject({
      market: code,
      total: { amount: 3_780, currency: "EUR" },
      warnings: [{ code: "LINE_UNAVAILABLE" }],
    });
    const saved = await shopper.ask("SaveForLater", { input: { cartId, lineIds: [cart.lines[1].id] } });
    expect(saved.cart).toMatchObject({ warnings: [], savedLines: [{ variant: { sku: cup.sku }, unitPrice: null }] });
    const shippingAddress = { ...address, countryCode: "DE", region: null };
    const placed = await shopper.ask("PlaceOrder", { input: placement(cartId, { shippingAddress }) });
    expect(placed.order).toMatchObject({ status: "CONFIRMED", total: { currency: "EUR" } });
    await eventually(async () =>
      expect(await shopper.ask("CartInMarket", { id: cartId })).toMatchObject({
        lines: [],
        savedLines: [{ variant: { sku: cup.sku } }],
      }),
    );
  });

  test("a login while the guest's order waits for 3-D Secure lets nothing be ordered twice", async () => {
    const [teapot, cup] = [await product(platform(), { onHand: 5 }), await product(platform(), { onHand: 5 })];
    const shopper = guest(platform());
    const cartId = await cartWith(shopper, teapot.variantId, 2);
    const asked = await shopper.ask("PlaceOrder", {
      input: placement(cartId, { payment: { provider: "TEST", paymentMethod: "pm_card_authenticationRequired" } }),
    });
    expect(asked.__typename).toBe("PaymentActionRequired");
    const { client } = await customer(platform(), cartId);
    expect((await client.ask("Me")).cart).toBeNull();
    expect(await client.ask("PlaceOrder", { input: placement(cartId) })).toMatchObject({
      __typename: "CartAlreadyOrdered",
    });
    await shopper.ask("AddCartLines", { input: { cartId, lines: [{ variantId: cup.variantId, quantity: 1 }] } });

    const input = { orderId: asked.order.id, outcome: "SUCCEEDED" };
    expect((await shopper.ask("CompletePaymentAction", { input })).order.status).toBe("CONFIRMED");
    await eventually(async () => {
      const { cart } = await client.ask("Me");
      expect((await client.ask("Cart", { id: cart.id })).lines).toMatchObject([{ variant: { sku: cup.sku } }]);
    });
    expect((await client.ask("Cart", { id: cartId })).lines).toHaveLength(1);
  });
});
