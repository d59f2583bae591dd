import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { scenario } from "../src/scenario.ts";
import { address, cartWith, guest, placement, product, staff, unique } from "../src/world.ts";

export const promotions = scenario("promotions", (platform) => {
  async function make(input: object) {
    const admin = await staff(platform(), "content");
    const saved = await admin.ask("MakePromotion", { input });
    if (saved.__typename !== "PromotionSaved") throw new Error(`No promotion: ${JSON.stringify(saved)}`);
    const { id, name, code } = saved.promotion;
    const usageCount = async () => {
      const { edges } = await admin.ask("UsesOfPromotions", { filter: { text: name } });
      return edges[0].node.usageCount;
    };
    const end = () => admin.ask("EndPromotion", { input: { id } });
    return { id: id as string, name: name as string, code: code as string, usageCount, end };
  }

  test("stack class by class, are explained line by line, and the order costs what was quoted", async () => {
    const teapot = await product(platform(), { onHand: 10, price: 1_000 });
    const scope = { productIds: [teapot.productId] };
    const sale = await make({ name: `Sale ${unique()}`, kind: "PERCENTAGE", percentage: 10, scope });
    const buyXGetY = { buyQuantity: 2, getQuantity: 1 };
    const third = await make({ code: `THIRD-${unique()}`, kind: "BUY_X_GET_Y", buyXGetY, scope });
    const free = await make({ code: `FREE-${unique()}`, kind: "FREE_SHIPPING" });
    const trade = await make({ code: `TRADE-${unique()}`, kind: "PERCENTAGE", percentage: 1, minimumQuantity: 3 });

    const shopper = guest(platform());
    const cartId = await cartWith(shopper, teapot.variantId, 3);
    for (const { code } of [free, third, trade]) {
      expect((await shopper.ask("ApplyDiscountCode", { input: { cartId, code } })).__typename).toBe("CartChanged");
    }
    const quote = () => shopper.ask("ExplainedQuote", { input: { cartId, shippingAddress: address } });
    expect(await quote()).toMatchObject({
      lines: [
        {
          discounts: [
            { promotionId: sale.id, code: null, amount: { amount: 300 } },
            { promotionId: third.id, code: third.code, amount: { amount: 900 } },
            { promotionId: trade.id, code: trade.code, amount: { amount: 18 } },
          ],
          total: { amount: 1_782 },
        },
      ],
      shippingDiscounts: [{ name: free.name }],
      codesWithoutEffect: [],
      total: { amount: 1_782 },
    });

    const { lines } = await shopper.ask("Cart", { id: cartId });
    await shopper.ask("UpdateCartLines", { input: { cartId, lines: [{ lineId: lines[0].id, quantity: 2 }] } });
    const { total, codesWithoutEffect } = await quote();
    expect(total.amount).toBe(1_800);
    expect(codesWithoutEffect).toEqual([
      { code: third.code, reason: "BELOW_MINIMUM_QUANTITY" },
      { code: trade.code, reason: "BELOW_MINIMUM_QUANTITY" },
    ]);
    const placed = await shopper.ask("PlaceOrder", { input: placement(cartId, { expectedTotal: total }) });
    expect(placed).toMatchObject({
      __typename: "OrderPlaced",
      order: { status: "CONFIRMED", total: { amount: 1_800 } },
    });
    expect(await Promise.all([sale, third, free].map(({ usageCount }) => usageCount()))).toEqual([1, 0, 1]);
    await sale.end();
  }, 90_000);

  test("without a code and with one use left: one of six orders at once has it, the others are told and can order", async () => {
    const teapot = await product(platform(), { onHand: 20, price: 1_000 });
    const scope = { productIds: [teapot.productId] };
    const first = await make({ name: `First ${unique()}`, kind: "PERCENTAGE", percentage: 50, usageLimit: 1, scope });
    const shoppers = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const shopper = guest(platform());
        return { shopper, cartId: await cartWith(shopper, teapot.variantId), email: `${unique()}@example.com` };
      }),
    );
    const answers = await Promise.all(
      shoppers.map(({ shopper, cartId, email }) => shopper.ask("PlaceOrder", { input: placement(cartId, { email }) })),
    );
    const placed = answers.filter(({ __typename }) => __typename === "OrderPlaced");
    // Who asked for the price after the last use was gone has ordered at the full price.
    expect(placed.filter(({ order }) => order.lines[0].total.amount === 500)).toHaveLength(1);
    expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(
      new Set(placed.length === 6 ? ["OrderPlaced"] : ["OrderPlaced", "DiscountCodeUsedUp"]),
    );
    const refused = answers.findIndex(({ __typename }) => __typename === "DiscountCodeUsedUp");
    if (refused >= 0) {
      const { shopper, cartId, email } = shoppers[refused]!;
      const again = await shopper.ask("PlaceOrder", { input: placement(cartId, { email }) });
      expect(again).toMatchObject({ __typename: "OrderPlaced", order: { lines: [{ total: { amount: 1_000 } }] } });
    }
    expect(await first.usageCount()).toBe(1);

    const { shopper } = shoppers[answers.findIndex(({ order }) => order?.lines[0].total.amount === 500)]!;
    const orderId = placed.find(({ order }) => order.lines[0].total.amount === 500).order.id;
    const cancelled = await shopper.ask("CancelOrder", {
      input: { orderId, idempotencyKey: randomUUID(), reason: "Not now" },
    });
    expect(cancelled.__typename).toBe("OrderCancelled");
    await eventually(async () => expect(await first.usageCount()).toBe(0));
    await first.end();
  }, 90_000);
});
