import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type Answer,
  cartWith,
  guest,
  newCustomer,
  orders,
  oregon,
  staff,
  startWorld,
  usageCount,
  type World,
} from "./world.ts";

let world: World;
const made: string[] = [];
beforeAll(async () => {
  world = await startWorld();
});
// Each test has the promotions that it makes, and no others.
afterEach(async () => {
  for (const id of made.splice(0)) await world.send("EndPromotion", { id }, staff);
});
afterAll(() => world.close());

async function automatic(input: object) {
  const saved = await world.send(
    "MakePromotion",
    { name: "Sale", kind: "PERCENTAGE", percentage: 10, ...input },
    staff,
  );
  if (saved.__typename !== "PromotionSaved") throw new Error(JSON.stringify(saved));
  made.push(saved.promotion.id);
  return saved.promotion as { readonly id: string; readonly name: string };
}
const labels = async (work: () => Promise<Answer>) =>
  (await countStatements(work)).statements.map(({ label }) => label);
const add = (cartId: string, as = guest) =>
  world.send("AddCartLines", { cartId, lines: [{ variantId: world.offer().id, quantity: 1 }] }, as);
const quote = (cartId: string, as = guest): Promise<Answer> =>
  world.send("ExplainedCheckoutQuote", { cartId, shippingAddress: oregon }, as);
const terms = (cartId: string, as = guest): Promise<Answer> =>
  world.send(
    "ExplainedPlacementQuote",
    { cartId, shippingAddress: oregon, shippingMethodId: "standard" },
    { ...as, ...orders },
  );
const redeem = ({ buyerId, redemptions }: Answer, changes: object = {}) => {
  const promotions = redemptions.map(({ promotionId }: Answer) => ({ promotionId }));
  const email = `${randomUUID()}@angidi.test`;
  return world.send(
    "RedeemDiscountCodes",
    { orderId: randomUUID(), buyerId, email, redemptions: promotions, ...changes },
    orders,
  );
};

describe("a promotion without a code", () => {
  test("applies by itself, and is gone as soon as it is paused", async () => {
    const { id, name } = await automatic({});
    const cart = await cartWith(world, [[world.offer(), 1]]);
    expect(cart).toMatchObject({ discountCodes: [], total: { amount: 900 } });
    const { lines } = await world.ask("DiscountsOfCart", { id: cart.id });
    expect(lines[0].discounts).toEqual([{ promotionId: id, name, code: null, amount: { amount: 100 } }]);
    await world.send("PausePromotion", { id }, staff);
    expect(await world.ask("DiscountsOfCart", { id: cart.id })).toMatchObject({ total: { amount: 1_000 } });
    await world.send("ResumePromotion", { id }, staff);
    expect(await world.ask("DiscountsOfCart", { id: cart.id })).toMatchObject({ total: { amount: 900 } });
  });

  test("costs no statement, and one for all that have limits", async () => {
    const ann = newCustomer();
    const cart = await cartWith(world, [[world.offer(), 1]], ann);
    const hotPath = async () => [await labels(() => add(cart.id, ann)), await labels(() => quote(cart.id, ann))];
    await automatic({});
    await automatic({ kind: "FREE_SHIPPING", percentage: null });
    expect(await hotPath()).toEqual([["carts.find", "carts.compareAndSet"], ["carts.find"]]);
    await automatic({ usageLimit: 10 });
    await automatic({ usageLimitPerCustomer: 1 });
    expect(await hotPath()).toEqual([
      ["carts.find", "carts.compareAndSet", "carts.promotionsOfCart"],
      ["carts.find", "carts.promotionsOfCart"],
    ]);
  });

  test("with one use left is used by one of ten orders at once, and gives nothing from then on", async () => {
    const { id, name } = await automatic({ usageLimit: 1 });
    const carts = await Promise.all(Array.from({ length: 10 }, () => cartWith(world, [[world.offer(), 1]])));
    const quoted = await Promise.all(carts.map((cart) => terms(cart.id)));
    expect(quoted.every(({ discount }) => discount === 100)).toBe(true);
    const answers = await Promise.all(quoted.map((one) => redeem(one)));
    const refused = answers.filter(({ __typename }) => __typename === "DiscountCodesRefused");
    expect(refused).toEqual(Array(9).fill({ __typename: "DiscountCodesRefused", reason: "USED_UP", code: name }));
    expect(await usageCount(world, id)).toBe(1);
    // Whoever was refused is quoted anew, without it, and can order.
    const again = await terms(carts[0].id);
    expect(again).toMatchObject({ discount: 0, redemptions: [] });
    expect(await quote(carts[1].id)).toMatchObject({ __typename: "CheckoutQuote", discount: { amount: 0 } });
  });

  test("that a customer has used up is for other customers", async () => {
    await automatic({ usageLimitPerCustomer: 1 });
    const [ann, bob] = [newCustomer(), newCustomer()];
    const [anns, bobs] = [
      await cartWith(world, [[world.offer(), 1]], ann),
      await cartWith(world, [[world.offer(), 1]], bob),
    ];
    expect(await redeem(await terms(anns.id, ann))).toMatchObject({ __typename: "DiscountCodesRedeemed" });
    expect(await terms(anns.id, ann)).toMatchObject({ discount: 0 });
    expect(await terms(bobs.id, bob)).toMatchObject({ discount: 100 });
  });

  test("with a limit per customer is not for guests, whom it would keep from ordering once they have used it", async () => {
    await automatic({ usageLimitPerCustomer: 1 });
    const cart = await cartWith(world, [[world.offer(), 1]]);
    expect(await terms(cart.id)).toMatchObject({ discount: 0, redemptions: [] });
  });

  test("for a customer group is for its members", async () => {
    await automatic({ customerGroups: ["trade"] });
    const ann = newCustomer();
    const cart = await cartWith(world, [[world.offer(), 1]], ann);
    expect(await terms(cart.id, ann)).toMatchObject({ discount: 0 });
    expect(await terms(cart.id, { ...ann, groups: ["staff", "trade"] })).toMatchObject({ discount: 100 });
  });

  test("for first orders is for customers who have not ordered", async () => {
    await automatic({ firstOrderOnly: true });
    const ann = newCustomer();
    const [cart, guests] = [
      await cartWith(world, [[world.offer(), 2]], ann),
      await cartWith(world, [[world.offer(), 1]]),
    ];
    expect(await terms(cart.id, ann)).toMatchObject({ discount: 200 });
    expect(await terms(guests.id)).toMatchObject({ discount: 0 });
    await world.database.database.query("test.checkout", "UPDATE carts SET checkout = 2 WHERE id = $1", [cart.id]);
    expect(await terms(cart.id, ann)).toMatchObject({ discount: 0 });
  });

  test("starts and ends by the clock", async () => {
    const at = (hours: number) => new Date(world.clock.now.getTime() + hours * 3_600_000);
    await automatic({ startsAt: at(1).toISOString(), endsAt: at(2).toISOString() });
    const cart = await cartWith(world, [[world.offer(), 1]]);
    const before = world.clock.now;
    const totals = [];
    for (const now of [before, at(1), new Date(at(2).getTime() - 1), at(2)]) {
      world.clock.now = now;
      totals.push((await world.ask("DiscountsOfCart", { id: cart.id })).total.amount);
      world.clock.now = before;
    }
    expect(totals).toEqual([1_000, 900, 900, 1_000]);
  });

  test("is one of fifty at most", async () => {
    const paused = await automatic({ name: "Paused" });
    await world.send("PausePromotion", { id: paused.id }, staff);
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => automatic({ name: `Sale ${index}`, minimumQuantity: 99 })),
    );
    const input = { name: "One too many", kind: "FREE_SHIPPING" };
    expect(await world.send("MakePromotion", input, staff)).toMatchObject({
      __typename: "InvalidInput",
      path: ["code"],
    });
    const resumed = await world.send("ResumePromotion", { id: paused.id }, staff);
    expect(resumed).toMatchObject({ __typename: "InvalidInput" });
    expect(await world.send("UpdatePromotion", { id: made.at(-1), priority: 1 }, staff)).toMatchObject({
      __typename: "PromotionSaved",
    });
  });
});
