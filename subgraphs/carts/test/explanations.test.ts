import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, cartWith, guest, orders, oregon, promotion, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const quote = (cartId: string, changes: object = {}): Promise<Answer> =>
  world.send("ExplainedCheckoutQuote", { cartId, shippingAddress: oregon, ...changes });
const apply = (cartId: string, code: string) => world.send("ApplyDiscountCode", { cartId, code });

/** A cart of shirts and socks with a code for each class, and what each takes off. */
async function cartWithAll() {
  const shirts = world.offer({ price: { amount: 2_000, currency: "USD" }, categoryPath: ["shirts", "clothing"] });
  const socks = world.offer({ price: { amount: 501, currency: "USD" }, categoryPath: ["socks", "clothing"] });
  const cart = await cartWith(world, [
    [shirts, 1],
    [socks, 3],
  ]);
  const made = {
    free: await promotion(world, { kind: "FREE_SHIPPING", name: "On us" }),
    tenth: await promotion(world, { kind: "PERCENTAGE", percentage: 10, name: "A tenth" }),
    socks: await promotion(world, {
      name: "3 for 2",
      kind: "BUY_X_GET_Y",
      buyXGetY: { buyQuantity: 2, getQuantity: 1 },
      scope: { categoryIds: ["SOCKS"] },
    }),
  };
  for (const { code } of Object.values(made))
    expect(await apply(cart.id, code)).toMatchObject({ __typename: "CartChanged" });
  return { cart, made };
}

describe("every discount is explained", () => {
  test("by line and for shipping, in a cart, in a quote and in the terms of an order alike", async () => {
    const { cart, made } = await cartWithAll();
    const off = (one: "free" | "tenth" | "socks", name: string, amount: number) => ({
      promotionId: made[one].id,
      name,
      code: made[one].code,
      amount: { amount },
    });
    const ofLines = [[off("tenth", "A tenth", 200)], [off("socks", "3 for 2", 501), off("tenth", "A tenth", 100)]];
    const shown = await world.ask("DiscountsOfCart", { id: cart.id });
    expect(shown).toMatchObject({ discount: { amount: 801 }, codesWithoutEffect: [] });
    expect(shown.lines.map(({ discounts }: Answer) => discounts)).toEqual(ofLines);

    const quoted = await quote(cart.id);
    expect(quoted).toMatchObject({
      discount: { amount: 801 },
      shipping: { amount: 0 },
      shippingDiscounts: [off("free", "On us", 599)],
      codesWithoutEffect: [],
      total: { amount: 2_702 },
    });
    expect(quoted.lines.map(({ discounts }: Answer) => discounts)).toEqual(ofLines);

    const input = { cartId: cart.id, shippingAddress: oregon, shippingMethodId: "standard" };
    const terms = await world.send("ExplainedPlacementQuote", input, { ...guest, ...orders });
    const inMinorUnits = (discounts: Answer[]) => discounts.map((one) => ({ ...one, amount: one.amount.amount }));
    expect(terms).toMatchObject({
      discount: 801,
      shipping: 0,
      shippingDiscounts: inMinorUnits(quoted.shippingDiscounts),
      total: 2_702,
      redemptions: [
        { promotionId: made.socks.id, amount: 501 },
        { promotionId: made.tenth.id, amount: 300 },
        { promotionId: made.free.id, amount: 599 },
      ],
    });
    expect(terms.lines.map(({ discounts }: Answer) => discounts)).toEqual(ofLines.map(inMinorUnits));
  });

  test("and a code that gives nothing says why", async () => {
    const shirt = world.offer({ categoryPath: ["shirts"] });
    const cart = await cartWith(world, [[shirt, 2]]);
    const reasons: [string, object][] = [
      ["BELOW_MINIMUM_QUANTITY", { kind: "PERCENTAGE", percentage: 1, minimumQuantity: 2 }],
      [
        "BELOW_MINIMUM_SUBTOTAL",
        { kind: "PERCENTAGE", percentage: 1, minimumSubtotal: { amount: 1_500, currency: "USD" } },
      ],
      ["NOT_COMBINABLE", { kind: "PERCENTAGE", percentage: 1, stacking: "EXCLUSIVE" }],
    ];
    const codes = [];
    for (const [reason, terms] of reasons) {
      const { code } = await promotion(world, terms);
      await apply(cart.id, code);
      codes.push([code, reason]);
    }
    const half = await promotion(world, { kind: "PERCENTAGE", percentage: 50 });
    await apply(cart.id, half.code);
    await world.send("UpdateCartLines", { cartId: cart.id, lines: [{ lineId: cart.lines[0].id, quantity: 1 }] });

    const { codesWithoutEffect, discount } = await quote(cart.id);
    expect(discount).toEqual({ amount: 500 });
    expect(codesWithoutEffect.map(({ code, reason }: Answer) => [code, reason])).toEqual(codes);
    const shown = await world.ask("DiscountsOfCart", { id: cart.id });
    expect(shown.codesWithoutEffect).toEqual(codesWithoutEffect);
  });

  test("and is refused to carts that it is not for", async () => {
    const cart = await cartWith(world, [[world.offer({ categoryPath: ["shirts"] }), 1]]);
    for (const terms of [
      { scope: { categoryIds: ["socks"] } },
      { customerGroups: ["trade"] },
      { firstOrderOnly: true },
    ]) {
      const { code } = await promotion(world, { kind: "PERCENTAGE", percentage: 1, ...terms });
      expect(await apply(cart.id, code)).toMatchObject({ __typename: "DiscountCodeNotApplicable" });
    }
  });

  test("and what is on sale is left out by a promotion that says so", async () => {
    const sale = world.offer({ compareAtPrice: { amount: 1_500, currency: "USD" } });
    const cart = await cartWith(world, [
      [sale, 1],
      [world.offer(), 1],
    ]);
    const { code } = await promotion(world, { kind: "PERCENTAGE", percentage: 10, excludesSaleItems: true });
    expect(await apply(cart.id, code)).toMatchObject({ cart: { discount: { amount: 100 } } });
  });
});
