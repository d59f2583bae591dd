import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { audit } from "../src/audit.ts";
import type { Offer } from "./neighbours.ts";
import { type Answer, orders, oregon, promotion, staff, startWorld, usageCount, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const line = ({ id }: Offer, quantity: number, keptQuantity = 0, keptUnitPrice: number | null = null) => ({
  lineId: randomUUID(),
  variantId: id,
  quantity,
  keptQuantity,
  keptUnitPrice,
});
const order = (lines: object[], promotionIds: string[] = [], changes: object = {}) => ({
  buyerId: randomUUID(),
  currency: "USD",
  lines,
  promotionIds,
  shippingAddress: oregon,
  shippingMethodId: "standard",
  ...changes,
});
const quote = (...parameters: Parameters<typeof order>): Promise<Answer> =>
  world.send("OrderQuote", order(...parameters), orders);

describe("the terms of an edited order", () => {
  test("keep the price of pieces that were in it, and ask today's for others", async () => {
    const shirt = world.offer({ price: { amount: 1_200, currency: "USD" } });
    const [kept, grown] = [line(shirt, 1, 2, 1_000), line(shirt, 3, 2, 1_000)];
    const { lines, subtotal, total } = await quote([kept, grown]);
    expect(lines).toMatchObject([
      { cartLineId: kept.lineId, quantity: 1, unitPrice: 1_000 },
      { cartLineId: grown.lineId, quantity: 2, unitPrice: 1_000 },
      { cartLineId: grown.lineId, quantity: 1, unitPrice: 1_200 },
    ]);
    expect([subtotal, total]).toEqual([4_200, 4_799]);
  });

  test("are one line where new pieces cost the same, and for a new line", async () => {
    const shirt = world.offer();
    const { lines } = await quote([line(shirt, 3, 2, 1_000), line(shirt, 2)]);
    expect(lines).toMatchObject([{ quantity: 3 }, { quantity: 2 }]);
  });

  test("keep what is no longer sold, and refuse more of it", async () => {
    const shirt = world.offer({ purchasable: false });
    expect(await quote([line(shirt, 2, 2, 900)])).toMatchObject({ __typename: "PlacementQuote", subtotal: 1_800 });
    expect(await quote([line(shirt, 3, 2, 900)])).toMatchObject({ reason: "LINE_UNAVAILABLE" });
  });

  test("compute the order's promotions again, also when they are over and used up", async () => {
    const shirt = world.offer();
    const made = await promotion(world, {
      kind: "PERCENTAGE",
      percentage: 10,
      minimumSubtotal: { amount: 2_000, currency: "USD" },
      usageLimit: 1,
      customerGroups: ["trade"],
    });
    await world.send(
      "RedeemDiscountCodes",
      { orderId: randomUUID(), buyerId: randomUUID(), redemptions: [{ promotionId: made.id }] },
      orders,
    );
    await world.send("EndPromotion", { id: made.id }, staff);
    const two = await quote([line(shirt, 2, 3, 1_000)], [made.id]);
    expect(two).toMatchObject({
      discount: 200,
      redemptions: [{ promotionId: made.id }],
      lines: [{ discounts: [{ amount: 200 }] }],
    });
    expect(await quote([line(shirt, 1, 3, 1_000)], [made.id])).toMatchObject({ discount: 0, redemptions: [] });
  });

  test.each<[string, object[], object, string]>([
    ["nothing left", [], {}, "CART_EMPTY"],
    ["a way to send it that there is not", [{}], { shippingMethodId: "pigeon" }, "SHIPPING_METHOD_UNKNOWN"],
    ["an address nowhere", [{}], { shippingAddress: { ...oregon, countryCode: "XX" } }, "DESTINATION_NOT_SERVED"],
    ["more of one item than is sold", [{ quantity: 1_000 }], {}, "LINE_UNAVAILABLE"],
    ["a variant that there is not", [{ variantId: randomUUID() }], {}, "LINE_UNAVAILABLE"],
  ])("are refused with %s", async (_what, some, changes, reason) => {
    const lines = some.map((one) => ({ ...line(world.offer(), 1), ...one }));
    expect(await quote(lines, [], changes)).toMatchObject({ __typename: "PlacementRefused", reason });
  });

  test.each([{ quantity: 0 }, { keptQuantity: -1 }, { keptUnitPrice: -1 }])(
    "are a bad request with %j",
    async (wrong) => {
      const input = order([{ ...line(world.offer(), 1, 1, 1), ...wrong }]);
      const { errors } = await world.execute("OrderQuote", { input }, orders);
      expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    },
  );

  test.each([
    ["OrderQuote", { ...order([]) }],
    ["ChangeRedemptions", { orderId: "o", changeId: "c", promotionIds: [] }],
  ])("are orders' alone to ask by %s", async (operation, input) => {
    for (const as of [{}, staff, { service: "payments" }]) {
      expect((await world.execute(operation, { input }, as)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    }
  });
});

describe("the promotions of an edited order", () => {
  const redeem = (orderId: string, email: string, ...promotions: { id: string }[]) => {
    const redemptions = promotions.map(({ id }) => ({ promotionId: id }));
    return world.send("RedeemDiscountCodes", { orderId, buyerId: randomUUID(), email, redemptions }, orders);
  };
  const change = (orderId: string, changeId: string, ...promotions: { id: string }[]): Promise<Answer> =>
    world.send("ChangeRedemptions", { orderId, changeId, promotionIds: promotions.map(({ id }) => id) }, orders);
  const restore = (orderId: string) => world.ask("RestoreDiscountCodes", { orderId }, orders);
  const free = { kind: "FREE_SHIPPING" };
  const ann = "ann@angidi.test";
  const redeemed = { __typename: "DiscountCodesRedeemed" };
  const counts = (...promotions: { id: string }[]) => Promise.all(promotions.map(({ id }) => usageCount(world, id)));

  test("are counted and given back once for each change, however often it is asked for", async () => {
    const [one, two] = [await promotion(world, { ...free, usageLimitPerCustomer: 5 }), await promotion(world, free)];
    const orderId = randomUUID();
    await redeem(orderId, ann, one);
    const answers = await Promise.all(Array.from({ length: 4 }, () => change(orderId, "first", two)));
    expect(answers).toEqual(Array(4).fill(redeemed));
    expect(await counts(one, two)).toEqual([0, 1]);
    await change(orderId, "back", one);
    expect(await change(orderId, "first", two)).toEqual(redeemed);
    expect(await counts(one, two)).toEqual([1, 0]);
    await restore(orderId);
    expect(await counts(one, two)).toEqual([0, 0]);
  });

  test("are refused beyond a limit, all of them, and the refusal is repeated", async () => {
    const [plenty, once] = [await promotion(world, free), await promotion(world, { ...free, usageLimit: 1 })];
    const [holder, orderId] = [randomUUID(), randomUUID()];
    await redeem(holder, ann, once);
    await redeem(orderId, ann, plenty);
    const refused = { __typename: "DiscountCodesRefused", code: once.code, reason: "USED_UP" };
    expect(await change(orderId, "more", once)).toEqual(refused);
    await restore(holder);
    expect(await change(orderId, "more", once)).toEqual(refused);
    expect(await counts(plenty, once)).toEqual([1, 0]);
    expect(await change(orderId, "again", plenty, once)).toEqual(redeemed);
  });

  test("with one use left go to one of eight orders at once", async () => {
    const [plenty, once] = [await promotion(world, free), await promotion(world, { ...free, usageLimit: 1 })];
    const orderIds = Array.from({ length: 8 }, () => randomUUID());
    await Promise.all(orderIds.map((orderId) => redeem(orderId, ann, plenty)));
    const answers = await Promise.all(orderIds.map((orderId) => change(orderId, "edit", once)));
    expect(answers.filter(({ __typename }) => __typename === "DiscountCodesRedeemed")).toHaveLength(1);
    expect(await counts(plenty, once)).toEqual([7, 1]);
  });

  test("while it is being undone are all given back in the end", async () => {
    const [one, two] = [await promotion(world, free), await promotion(world, free)];
    for (let round = 0; round < 8; round++) {
      const orderId = randomUUID();
      await redeem(orderId, ann, one);
      await Promise.all([change(orderId, "edit", two, one), restore(orderId)]);
      expect(await counts(one, two)).toEqual([0, 0]);
    }
  });

  test("cannot be more than none for an order that was undone, or never used any", async () => {
    const one = await promotion(world, free);
    const orderId = randomUUID();
    await redeem(orderId, ann, one);
    await restore(orderId);
    expect(await change(orderId, "late", one)).toMatchObject({ reason: "RESTORED" });
    expect(await change(randomUUID(), "new", one)).toMatchObject({ reason: "UNKNOWN" });
    expect(await change(randomUUID(), "none")).toEqual(redeemed);
    expect(await change(orderId, "nonsense", { id: "no-uuid" })).toMatchObject({ reason: "UNKNOWN" });
    expect(await counts(one)).toEqual([0]);
  });

  test("agree with the books whatever orders do at once, and nobody waits for ever", async () => {
    const some = [
      await promotion(world, free),
      await promotion(world, { ...free, usageLimit: 2 }),
      await promotion(world, { ...free, usageLimitPerCustomer: 1 }),
    ];
    const step = fc.oneof(
      fc.record({ does: fc.constant("redeem" as const), uses: fc.subarray([0, 1, 2]) }),
      fc.record({ does: fc.constant("change" as const), uses: fc.shuffledSubarray([0, 1, 2]) }),
      fc.record({ does: fc.constant("restore" as const), uses: fc.constant([]) }),
    );
    const histories = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 6 });
    const property = fc.asyncProperty(histories, async (orders) => {
      await Promise.all(
        orders.map(async (steps, number) => {
          const [orderId, email] = [randomUUID(), `customer-${number % 2}@angidi.test`];
          for (const [index, { does, uses }] of steps.entries()) {
            const promotions = uses.map((one) => some[one]!);
            if (does === "redeem") await redeem(orderId, email, ...promotions);
            if (does === "change") await change(orderId, String(index), ...promotions);
            if (does === "restore") await restore(orderId);
          }
        }),
      );
      expect(await audit(world.database.database)).toEqual([]);
    });
    await fc.assert(property, { numRuns: 12 });
  });

  test("agree with the books after all of that, and the audit sees when they do not", async () => {
    const { database } = world.database;
    expect(await audit(database)).toEqual([]);
    const one = await promotion(world, { ...free, usageLimit: 5 });
    await redeem(randomUUID(), ann, one);
    await database.query("test.drift", "UPDATE promotions SET usage_count = 3 WHERE id = $1", [one.id]);
    await database.query("test.driftOfCustomer", "UPDATE promotion_uses SET usage_count = 2 WHERE promotion_id = $1", [
      one.id,
    ]);
    expect(await audit(database)).toEqual([
      {
        rule: "A promotion's uses are those of the orders that have redeemed it.",
        subject: `promotion ${one.id}`,
        detail: "3 counted, 1 redeemed",
      },
      {
        rule: "A customer's uses of a promotion are those of the customer's orders that have redeemed it.",
        subject: `promotion ${one.id}`,
        detail: "of the customers whose uses differ: 2 counted, 1 redeemed",
      },
    ]);
  });
});
