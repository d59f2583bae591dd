import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Platform, startTestPlatform } from "../src/testPlatform.ts";
import { address, cartWith, guest, placement, product } from "../src/world.ts";

/** How many statements one operation sends, over all subgraphs, BEGIN and COMMIT included, workers left out. */
describe("statements of an operation", () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startTestPlatform({ mode: "in-this-process" });
  }, 60_000);
  afterAll(() => platform?.stop(), 60_000);

  async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    const { statements } = await countStatements(work);
    return statements.map(({ label }) => label);
  }

  test("a list of 20: at most 4", async () => {
    const labels = await statementsOf(() => guest(platform).ask("ProductList", { first: 20 }));
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.length).toBeLessThanOrEqual(4);
  });

  test("a product page: at most 6", async () => {
    const teapot = await product(platform, { onHand: 3 });
    const labels = await statementsOf(() => guest(platform).ask("ProductPage", { slug: teapot.slug }));
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.length).toBeLessThanOrEqual(6);
  });

  test("adding to a cart, a new one or not: at most 8", async () => {
    const teapot = await product(platform, { onHand: 3 });
    const shopper = guest(platform);
    let cartId = "";
    const first = await statementsOf(async () => {
      cartId = await cartWith(shopper, teapot.variantId);
    });
    const lines = [{ variantId: teapot.variantId, quantity: 1 }];
    const second = await statementsOf(() => shopper.ask("AddCartLines", { input: { cartId, lines } }));
    expect(first.length).toBeLessThanOrEqual(8);
    expect(second.length).toBeLessThanOrEqual(8);
  });

  test("a whole checkout, from the add to the confirmed order: at most 45", async () => {
    const teapot = await product(platform, { onHand: 3 });
    const shopper = guest(platform);
    const labels = await statementsOf(async () => {
      const cartId = await cartWith(shopper, teapot.variantId);
      const quote = await shopper.ask("CheckoutQuote", { input: { cartId, shippingAddress: address } });
      const placed = await shopper.ask("PlaceOrder", { input: placement(cartId, { expectedTotal: quote.total }) });
      expect(placed.order.status).toBe("CONFIRMED");
    });
    expect(labels.length).toBeLessThanOrEqual(45);
  });
});
