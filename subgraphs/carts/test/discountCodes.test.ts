import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { cartNow, cartWith, guest, newCustomer, orders, promotion, staff, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const usd = (amount: number) => ({ amount, currency: "USD" });
const percent = { kind: "PERCENTAGE", percentage: 10 };
const apply = (cartId: string, code: string, as = guest) => world.send("ApplyDiscountCode", { cartId, code }, as);
const remove = (cartId: string, code: string) => world.send("RemoveDiscountCode", { cartId, code });
const oneShirt = () => cartWith(world, [[world.offer(), 1]]);
const inHours = (hours: number) => new Date(world.clock.now.getTime() + hours * 3_600_000).toISOString();
const redeem = (promotionId: string, buyerId: string) =>
  world.send("RedeemDiscountCodes", { orderId: randomUUID(), buyerId, redemptions: [{ promotionId }] }, orders);

describe("a discount code", () => {
  test("applies whatever its case and the spaces around it, once", async () => {
    const { code } = await promotion(world, percent);
    const cart = await oneShirt();
    const result = await apply(cart.id, `  ${code.toLowerCase()} `);
    expect(result).toMatchObject({
      __typename: "CartChanged",
      cart: { version: 2, discountCodes: [code], subtotal: usd(1_000), discount: usd(100), total: usd(900) },
    });
    expect(result.cart.lines[0]).toMatchObject({ discount: usd(100), total: usd(900) });
    expect((await apply(cart.id, code)).cart).toEqual(result.cart);
    expect(await cartNow(world, cart.id)).toEqual(result.cart);
  });

  test("is taken out again, and taking it out twice changes nothing", async () => {
    const { code } = await promotion(world, percent);
    const cart = await oneShirt();
    await apply(cart.id, code);
    const { cart: without } = await remove(cart.id, code);
    expect(without).toMatchObject({ version: 3, discountCodes: [], total: usd(1_000) });
    expect((await remove(cart.id, code)).cart).toEqual(without);
    expect((await remove(cart.id, "NEVER-SEEN")).cart).toEqual(without);
  });

  test.each(["NEVER-SEEN", "", "'; DROP TABLE promotions; --", "🎁", "مرحبا", "x".repeat(10_000)])(
    "that does not exist, such as “%.30s”, is unknown",
    async (code) => {
      const cart = await oneShirt();
      expect(await apply(cart.id, code)).toMatchObject({ __typename: "DiscountCodeUnknown", path: ["code"] });
    },
  );

  test("with U+0000 in it is a bad request", async () => {
    const { errors } = await world.execute("ApplyDiscountCode", { input: { cartId: randomUUID(), code: "A\u0000" } });
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  test("is refused before it starts and after its end", async () => {
    const cart = await oneShirt();
    const early = await promotion(world, { ...percent, startsAt: inHours(1) });
    const late = await promotion(world, { ...percent, endsAt: inHours(-1) });
    expect(await apply(cart.id, early.code)).toMatchObject({ __typename: "DiscountCodeExpired" });
    expect(await apply(cart.id, late.code)).toMatchObject({ __typename: "DiscountCodeExpired" });
  });

  test("gives nothing any more once it has expired on the cart", async () => {
    const { code } = await promotion(world, { ...percent, endsAt: inHours(1) });
    const cart = await oneShirt();
    expect((await apply(cart.id, code)).cart.total).toEqual(usd(900));
    const before = world.clock.now;
    world.clock.now = new Date(inHours(2));
    try {
      expect(await cartNow(world, cart.id)).toMatchObject({ discountCodes: [code], total: usd(1_000) });
      const lines = [{ variantId: world.offer().id, quantity: 1 }];
      expect(await world.send("AddCartLines", { cartId: cart.id, lines })).toMatchObject({
        warnings: [{ code: "DISCOUNT_CODE_WITHOUT_EFFECT", lineId: null }],
      });
    } finally {
      world.clock.now = before;
    }
  });

  test("is refused below its minimum", async () => {
    const { code } = await promotion(world, { ...percent, minimumSubtotal: usd(2_000) });
    const shirt = world.offer();
    const cart = await cartWith(world, [[shirt, 1]]);
    expect(await apply(cart.id, code)).toMatchObject({ __typename: "DiscountCodeNotApplicable" });
    await world.send("AddCartLines", { cartId: cart.id, lines: [{ variantId: shirt.id, quantity: 1 }] });
    expect((await apply(cart.id, code)).cart.total).toEqual(usd(1_800));
  });

  test("that is used up is refused, and gives nothing where it is on a cart", async () => {
    const { code, id } = await promotion(world, { ...percent, usageLimit: 1 });
    const [holding, late] = [await oneShirt(), await oneShirt()];
    await apply(holding.id, code);
    await redeem(id, randomUUID());
    expect(await apply(late.id, code)).toMatchObject({ __typename: "DiscountCodeUsedUp" });
    expect(await cartNow(world, holding.id)).toMatchObject({ discountCodes: [code], discount: usd(0) });
  });

  test("that one customer has used up is refused to that customer alone", async () => {
    const { code, id } = await promotion(world, { ...percent, usageLimitPerCustomer: 1 });
    const [ann, bob] = [newCustomer(), newCustomer()];
    const anns = await cartWith(world, [[world.offer(), 1]], ann);
    const bobs = await cartWith(world, [[world.offer(), 1]], bob);
    await redeem(id, ann.userId);
    expect(await apply(anns.id, code, ann)).toMatchObject({ __typename: "DiscountCodeUsedUp" });
    expect(await apply(bobs.id, code, bob)).toMatchObject({ __typename: "CartChanged" });
  });

  test("is refused as the sixth on a cart", async () => {
    const cart = await oneShirt();
    const codes = await Promise.all(Array.from({ length: 6 }, () => promotion(world, percent)));
    for (const { code } of codes.slice(0, 5)) await apply(cart.id, code);
    expect(await apply(cart.id, codes[5]!.code)).toMatchObject({ __typename: "DiscountCodeNotApplicable" });
    expect(await cartNow(world, cart.id)).toMatchObject({ version: 6, total: usd(590) });
  });

  test("and lines changed at once are both kept", async () => {
    const { code } = await promotion(world, percent);
    const shirt = world.offer();
    const cart = await cartWith(world, [[shirt, 1]]);
    const more = { cartId: cart.id, lines: [{ variantId: shirt.id, quantity: 1 }] };
    await Promise.all([apply(cart.id, code), ...Array.from({ length: 4 }, () => world.send("AddCartLines", more))]);
    expect(await cartNow(world, cart.id)).toMatchObject({ version: 6, discountCodes: [code], total: usd(4_500) });
  });
});

describe("promotions", () => {
  test("are made by staff, with a code of their own", async () => {
    const code = `Sommer-${randomUUID().slice(0, 8)}`;
    const input = { code, kind: "PERCENTAGE", percentage: 12.5, usageLimit: 10 };
    expect(await world.send("CreatePromotion", input, staff)).toMatchObject({
      __typename: "PromotionSaved",
      promotion: { code, kind: "PERCENTAGE", percentage: 12.5, amount: null, usageCount: 0 },
    });
    expect(await world.send("CreatePromotion", { ...input, code: code.toUpperCase() }, staff)).toMatchObject({
      __typename: "DiscountCodeTaken",
      path: ["code"],
    });
  });

  test("that make no sense are refused", async () => {
    const input = { code: "NONSENSE", kind: "FIXED_AMOUNT", amount: { amount: 500, currency: "EUR" } };
    expect(await world.send("CreatePromotion", input, staff)).toMatchObject({
      __typename: "InvalidInput",
      path: ["amount", "currency"],
    });
  });

  test.each([
    ["a guest", guest],
    ["a customer", newCustomer()],
    ["a moderator", { ...newCustomer(), roles: ["MODERATOR"] as const }],
  ])("are none of the business of %s", async (_who, as) => {
    const made = await world.execute("CreatePromotion", { input: { code: "MINE", ...percent } }, as);
    const listed = await world.execute("Promotions", { first: 1 }, as);
    expect([made, listed].map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });

  test("are listed newest first, a page at a time", async () => {
    const made = [];
    for (let count = 0; count < 3; count++) made.unshift((await promotion(world, { kind: "FREE_SHIPPING" })).id);
    const first = await world.ask("Promotions", { first: 2 }, staff);
    const second = await world.ask("Promotions", { first: 1, after: first.pageInfo.endCursor }, staff);
    const listed = [...first.edges, ...second.edges].map(({ node }: { node: { id: string } }) => node.id);
    expect(listed).toEqual(made);
    expect(first.pageInfo.hasNextPage).toBe(true);
  });

  test.each([
    ["a cursor of nobody", { first: 1, after: "AAAA" }],
    ["none at all", { first: 0 }],
    ["too many", { first: 101 }],
  ])("are not listed with %s", async (_what, variables) => {
    const { errors } = await world.execute("Promotions", variables, staff);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});
