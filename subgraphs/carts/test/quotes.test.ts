import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type Answer,
  cartWith,
  guest,
  newCustomer,
  orders,
  oregon,
  placementQuote,
  promotion,
  startWorld,
  users,
  type World,
} from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const usd = (amount: number) => ({ amount, currency: "USD" });
const quote = (input: object, as = guest) =>
  world.send("CheckoutQuote", { shippingAddress: oregon, ...input }, as) as Promise<Answer>;
const oneShirt = () => cartWith(world, [[world.offer(), 1]]);

async function withCode(terms: object) {
  const [cart, made] = [await oneShirt(), await promotion(world, terms)];
  await world.send("ApplyDiscountCode", { cartId: cart.id, code: made.code });
  return { cart, promotion: made };
}

describe("a checkout quote", () => {
  test("adds shipping and tax to what is left after discounts, and lists the ways to send it", async () => {
    const { cart } = await withCode({ kind: "FIXED_AMOUNT", amount: usd(200) });
    const shippingAddress = { ...oregon, countryCode: "DE", region: null };
    expect(await quote({ cartId: cart.id, shippingAddress, shippingMethodId: "express" })).toEqual({
      __typename: "CheckoutQuote",
      shippingMethods: [
        { id: "standard", name: "International standard", price: usd(1_499), estimatedDays: 10 },
        { id: "express", name: "International express", price: usd(3_499), estimatedDays: 4 },
      ],
      subtotal: usd(1_000),
      discount: usd(200),
      shipping: usd(3_499),
      tax: usd(152 + 665),
      total: usd(800 + 3_499 + 817),
    });
  });

  test("takes the first way to send it unless told", async () => {
    const cart = await oneShirt();
    expect(await quote({ cartId: cart.id })).toMatchObject({ shipping: usd(599), total: usd(1_599) });
  });

  test("ships for nothing with a code for free shipping", async () => {
    const { cart } = await withCode({ kind: "FREE_SHIPPING" });
    expect(await quote({ cartId: cart.id, shippingMethodId: "express" })).toMatchObject({
      shippingMethods: [{ price: usd(0) }, { price: usd(0) }],
      shipping: usd(0),
      total: usd(1_000),
    });
  });

  test("is what the terms of the order say", async () => {
    const { cart } = await withCode({ kind: "PERCENTAGE", percentage: 33.33 });
    for (const countryCode of ["US", "CA", "FR", "BR"]) {
      const shippingAddress = { ...oregon, countryCode, region: "CA" };
      const quoted = await quote({ cartId: cart.id, shippingAddress });
      const terms = await placementQuote(world, cart.id, guest, { shippingAddress });
      expect(terms.total).toBe(quoted.total.amount);
    }
  });

  test.each([
    ["countryCode", "XX"],
    ["countryCode", "<b>US</b>"],
    ["fullName", " "],
    ["city", "x".repeat(201)],
  ])("is refused with %s “%.20s”", async (field, value) => {
    const cart = await oneShirt();
    expect(await quote({ cartId: cart.id, shippingAddress: { ...oregon, [field]: value } })).toMatchObject({
      __typename: "InvalidInput",
      path: ["shippingAddress", field],
    });
  });

  test("is refused for what cannot be ordered", async () => {
    const shirt = world.offer();
    const cart = await cartWith(world, [[shirt, 1]]);
    expect(await quote({ cartId: cart.id, shippingMethodId: "pigeon" })).toMatchObject({
      __typename: "ShippingMethodUnknown",
    });
    world.withdraw(shirt);
    expect(await quote({ cartId: cart.id })).toMatchObject({ __typename: "LineUnavailable" });
    const lines = [{ lineId: cart.lines[0].id, quantity: 0 }];
    await world.send("UpdateCartLines", { cartId: cart.id, lines });
    expect(await quote({ cartId: cart.id })).toMatchObject({ __typename: "CartEmpty" });
    expect(await quote({ cartId: randomUUID() })).toMatchObject({ __typename: "CartNotFound" });
    expect(await quote({ cartId: "no-uuid" })).toMatchObject({ __typename: "CartNotFound" });
  });

  test("is refused for a foreign cart", async () => {
    const cart = await cartWith(world, [[world.offer(), 1]], newCustomer());
    expect(await quote({ cartId: cart.id }, newCustomer())).toMatchObject({ __typename: "CartNotFound" });
  });

  test("is refused, and the order with it, once a code of the cart is used up", async () => {
    const { cart, promotion: used } = await withCode({ kind: "PERCENTAGE", percentage: 10, usageLimit: 1 });
    const redemption = { buyerId: randomUUID(), redemptions: [{ promotionId: used.id }] };
    await world.send("RedeemDiscountCodes", { ...redemption, orderId: "first" }, orders);
    expect(await quote({ cartId: cart.id })).toMatchObject({ __typename: "DiscountCodeUsedUp" });

    const terms = await placementQuote(world, cart.id);
    expect(terms).toMatchObject({
      discount: 100,
      redemptions: [{ promotionId: used.id, code: used.code, amount: 100 }],
    });
    const second = { orderId: "second", buyerId: terms.buyerId, redemptions: [{ promotionId: used.id }] };
    expect(await world.send("RedeemDiscountCodes", second, orders)).toEqual({
      __typename: "DiscountCodesRefused",
      code: used.code,
      reason: "USED_UP",
    });
  });
});

describe("the terms of an order", () => {
  test("hold all that an order keeps", async () => {
    const shirt = world.offer();
    const cart = await cartWith(world, [[shirt, 2]]);
    const shippingAddress = { ...oregon, countryCode: "GB", region: null };
    expect(await placementQuote(world, cart.id, guest, { shippingAddress })).toEqual({
      __typename: "PlacementQuote",
      cartId: cart.id,
      buyerId: expect.not.stringContaining(cart.id),
      checkout: 1,
      cartVersion: 1,
      currency: "USD",
      lines: [
        {
          cartLineId: cart.lines[0].id,
          variantId: shirt.id,
          productId: shirt.product.id,
          sku: shirt.sku,
          title: "Red / M",
          productTitle: "Shirt",
          quantity: 2,
          unitPrice: 1_000,
          discount: 0,
          total: 2_000,
          tax: 400,
        },
      ],
      subtotal: 2_000,
      discount: 0,
      shipping: 1_999,
      tax: 800,
      shippingTax: 400,
      total: 4_799,
      shippingMethod: { id: "standard", name: "International standard", estimatedDays: 15 },
      redemptions: [],
    });
  });

  test("are a customer's under the user id, and only that customer's", async () => {
    const ann = newCustomer();
    const cart = await cartWith(world, [[world.offer(), 1]], ann);
    expect(await placementQuote(world, cart.id, ann)).toMatchObject({ buyerId: ann.userId });
    for (const stranger of [guest, newCustomer()]) {
      expect(await placementQuote(world, cart.id, stranger)).toMatchObject({ reason: "CART_NOT_FOUND" });
    }
  });

  test("keep a guest's buyer id from the first to the last", async () => {
    const cart = await oneShirt();
    const { buyerId } = await placementQuote(world, cart.id);
    const lines = [{ variantId: world.offer().id, quantity: 1 }];
    await world.send("AddCartLines", { cartId: cart.id, lines });
    expect(await placementQuote(world, cart.id)).toMatchObject({ buyerId, cartVersion: 2 });
  });

  test("are refused with a reason", async () => {
    const shirt = world.offer();
    const cart = await cartWith(world, [[shirt, 1]]);
    const refusals = [
      placementQuote(world, "no-uuid"),
      placementQuote(world, cart.id, guest, { shippingMethodId: "pigeon" }),
      placementQuote(world, cart.id, guest, { shippingAddress: { ...oregon, countryCode: "XX" } }),
    ];
    expect((await Promise.all(refusals)).map(({ reason }) => reason)).toEqual([
      "CART_NOT_FOUND",
      "SHIPPING_METHOD_UNKNOWN",
      "DESTINATION_NOT_SERVED",
    ]);
    shirt.purchasable = false;
    expect(await placementQuote(world, cart.id)).toMatchObject({ reason: "LINE_UNAVAILABLE" });
    await world.send("UpdateCartLines", { cartId: cart.id, lines: [{ lineId: cart.lines[0].id, quantity: 0 }] });
    expect(await placementQuote(world, cart.id)).toMatchObject({ reason: "CART_EMPTY", path: ["cartId"] });
  });
});

describe("internal fields", () => {
  test.each([
    [
      "PlacementQuote",
      { input: { cartId: randomUUID(), shippingAddress: oregon, shippingMethodId: "standard" } },
      orders,
    ],
    ["RedeemDiscountCodes", { input: { orderId: "o", buyerId: randomUUID(), redemptions: [] } }, orders],
    ["RestoreDiscountCodes", { orderId: "o" }, orders],
    ["AdoptCart", { input: { cartId: randomUUID(), userId: randomUUID() } }, users],
  ])("%s is refused to all but the service it is for", async (operation, variables, service) => {
    const others = [guest, newCustomer(), { ...newCustomer(), roles: ["ADMIN"] as const }, { service: "payments" }];
    for (const as of others) {
      const { errors } = await world.execute(operation, variables, as);
      expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    }
    expect((await world.execute(operation, variables, service)).errors).toBeUndefined();
  });
});
