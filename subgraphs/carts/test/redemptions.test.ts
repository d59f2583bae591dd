import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, cartWith, newCustomer, orders, promotion, startWorld, usageCount, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const percent = { kind: "PERCENTAGE", percentage: 10 };
const free = { kind: "FREE_SHIPPING" };

interface Order {
  orderId: string;
  buyerId: string;
  customerId?: string;
  email?: string;
}
const newOrder = (changes: Partial<Order> = {}): Order => ({
  orderId: randomUUID(),
  buyerId: randomUUID(),
  email: `${randomUUID()}@angidi.test`,
  ...changes,
});
const redeem = (order: Order, ...promotions: { id: string }[]): Promise<Answer> => {
  const redemptions = promotions.map(({ id }) => ({ promotionId: id }));
  return world.send("RedeemDiscountCodes", { ...order, redemptions }, orders);
};
const restore = ({ orderId }: Order) => world.ask("RestoreDiscountCodes", { orderId }, orders);
const redeemed = { __typename: "DiscountCodesRedeemed" };

describe("redeeming the codes of an order", () => {
  test("counts for the customer who placed it, whichever guests' carts they order", async () => {
    const once = await promotion(world, { ...percent, usageLimitPerCustomer: 1 });
    const customerId = randomUUID();
    const ordered = () => redeem(newOrder({ customerId }), once);
    expect(await ordered()).toMatchObject(redeemed);
    expect(await ordered()).toMatchObject({ reason: "USED_UP_BY_CUSTOMER", code: once.code });
    expect(await redeem(newOrder({ customerId: randomUUID() }), once)).toMatchObject(redeemed);
  });

  test("counts each once, however often the order asks", async () => {
    const [one, two] = [await promotion(world, percent), await promotion(world, free)];
    const order = newOrder();
    const answers = await Promise.all(Array.from({ length: 5 }, () => redeem(order, one, two, one)));
    for (const answer of answers) expect(answer).toEqual({ ...redeemed, orderId: order.orderId });
    expect(await usageCount(world, one.id)).toBe(1);
    expect(await usageCount(world, two.id)).toBe(1);
  });

  test("of a code for one use is done for one of ten orders at once", async () => {
    const once = await promotion(world, { ...percent, usageLimit: 1 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(newOrder(), once)));
    expect(answers.filter(({ __typename }) => __typename === "DiscountCodesRedeemed")).toHaveLength(1);
    const refused = { __typename: "DiscountCodesRefused", code: once.code, reason: "USED_UP" };
    expect(answers.filter(({ __typename }) => __typename === "DiscountCodesRefused")).toEqual(Array(9).fill(refused));
    expect(await usageCount(world, once.id)).toBe(1);
  });

  test("is done for all of an order's codes or for none", async () => {
    const [plenty, once] = [await promotion(world, percent), await promotion(world, { ...free, usageLimit: 1 })];
    await redeem(newOrder(), once);
    const order = newOrder();
    expect(await redeem(order, plenty, once)).toMatchObject({ code: once.code, reason: "USED_UP" });
    expect(await usageCount(world, plenty.id)).toBe(0);
  });

  test("of two codes in two orders at once ends, in whatever order they are named", async () => {
    const codes = [await promotion(world, percent), await promotion(world, free)] as const;
    const [one, two] = codes;
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 2 ? redeem(newOrder(), one, two) : redeem(newOrder(), two, one),
      ),
    );
    expect(await Promise.all(codes.map(({ id }) => usageCount(world, id)))).toEqual([12, 12]);
  });

  test("keeps the limit per customer, at once and under every cart of the customer", async () => {
    const perCustomer = await promotion(world, { ...percent, usageLimitPerCustomer: 1 });
    const ann = newCustomer();
    await cartWith(world, [[world.offer(), 1]], ann);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => redeem(newOrder({ buyerId: ann.userId }), perCustomer)),
    );
    expect(answers.filter(({ __typename }) => __typename === "DiscountCodesRedeemed")).toHaveLength(1);
    expect(answers.filter(({ reason }) => reason === "USED_UP_BY_CUSTOMER")).toHaveLength(4);
    expect(await redeem(newOrder(), perCustomer)).toMatchObject(redeemed);
    expect(await usageCount(world, perCustomer.id)).toBe(2);
  });

  test("knows a guest by the e-mail address, whatever its case", async () => {
    const perCustomer = await promotion(world, { ...percent, usageLimitPerCustomer: 1 });
    const email = `Ann-${randomUUID()}@angidi.test`;
    expect(await redeem(newOrder({ email }), perCustomer)).toMatchObject(redeemed);
    expect(await redeem(newOrder({ email: email.toUpperCase() }), perCustomer)).toMatchObject({
      code: perCustomer.code,
      reason: "USED_UP_BY_CUSTOMER",
    });
    expect(await redeem(newOrder(), perCustomer)).toMatchObject(redeemed);
  });

  test("answers a refused order as it did the first time, also when the code is free again", async () => {
    const once = await promotion(world, { ...percent, usageLimit: 1 });
    const [first, second] = [newOrder(), newOrder()];
    await redeem(first, once);
    const refusal = await redeem(second, once);
    await restore(first);
    expect(await redeem(second, once)).toEqual(refusal);
    expect(await usageCount(world, once.id)).toBe(0);
  });

  test.each([randomUUID(), "no-uuid"])("of the promotion %s, which does not exist, is refused", async (id) => {
    const known = await promotion(world, percent);
    const order = newOrder();
    expect(await redeem(order, known, { id })).toMatchObject({ reason: "UNKNOWN" });
    expect(await redeem(order, known, { id })).toMatchObject({ reason: "UNKNOWN" });
    expect(await usageCount(world, known.id)).toBe(0);
  });

  test("of none is done", async () => {
    expect(await redeem(newOrder())).toMatchObject(redeemed);
  });
});

describe("restoring the codes of an order", () => {
  test("gives them back once, however often it is asked", async () => {
    const perCustomer = await promotion(world, { ...percent, usageLimit: 1, usageLimitPerCustomer: 1 });
    const order = newOrder();
    await redeem(order, perCustomer);
    await Promise.all([restore(order), restore(order), restore(order)]);
    expect(await usageCount(world, perCustomer.id)).toBe(0);
    expect(await redeem({ ...newOrder(), email: order.email! }, perCustomer)).toMatchObject(redeemed);
  });

  test("before they were redeemed keeps a late redemption from counting", async () => {
    const once = await promotion(world, percent);
    const order = newOrder();
    expect(await restore(order)).toEqual({ orderId: order.orderId });
    expect(await redeem(order, once)).toMatchObject({ reason: "RESTORED", code: null });
    expect(await usageCount(world, once.id)).toBe(0);
  });

  test("while they are being redeemed leaves nothing counted", async () => {
    const perCustomer = await promotion(world, { ...percent, usageLimitPerCustomer: 1 });
    const email = `${randomUUID()}@angidi.test`;
    for (let round = 0; round < 10; round++) {
      const order = newOrder({ email });
      await Promise.all([redeem(order, perCustomer), restore(order)]);
      expect(await usageCount(world, perCustomer.id)).toBe(0);
    }
    expect(await redeem(newOrder({ email }), perCustomer)).toMatchObject(redeemed);
  });
});
