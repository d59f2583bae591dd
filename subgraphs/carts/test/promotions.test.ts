import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type Answer,
  cartWith,
  guest,
  newCustomer,
  orders,
  promotion,
  staff,
  startWorld,
  type World,
} from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const money = (amount: number, currency = "USD") => ({ amount, currency });
const unique = () => `P-${randomUUID().slice(0, 8)}`;
const make = (input: object) => world.send("MakePromotion", { code: unique(), ...input }, staff);
const send = (operation: string, input: object) => world.send(operation, input, staff);
const inHours = (hours: number) => new Date(world.clock.now.getTime() + hours * 3_600_000).toISOString();
const list = async (filter: object) => {
  const { edges } = await world.ask("FilteredPromotions", { first: 100, filter }, staff);
  return edges.map(({ node }: Answer) => node.id);
};

describe("a promotion", () => {
  const ids = { productIds: [], variantIds: [], categoryIds: [], brandIds: [] };
  test.each<[string, object, object]>([
    [
      "a share for a customer group, with everything that can be said of it",
      {
        name: "Trade week",
        kind: "PERCENTAGE",
        percentage: 7.5,
        scope: { categoryIds: ["SHIRTS"], brandIds: ["acme"] },
        exclusions: { productIds: ["p1"] },
        excludesSaleItems: true,
        minimumSubtotals: [money(1_000), money(900, "EUR")],
        minimumQuantity: 2,
        customerGroups: ["Trade"],
        firstOrderOnly: true,
        stacking: "EXCLUSIVE_IN_CLASS",
        priority: -5,
        usageLimit: 10,
        usageLimitPerCustomer: 1,
      },
      {
        name: "Trade week",
        percentage: 7.5,
        scope: { ...ids, categoryIds: ["shirts"], brandIds: ["acme"] },
        exclusions: { productIds: ["p1"] },
        excludesSaleItems: true,
        minimumSubtotals: [money(1_000), money(900, "EUR")],
        minimumQuantity: 2,
        customerGroups: ["trade"],
        firstOrderOnly: true,
        stacking: "EXCLUSIVE_IN_CLASS",
        priority: -5,
        usageLimit: 10,
        usageLimitPerCustomer: 1,
        class: "LINE",
        status: "ACTIVE",
      },
    ],
    [
      "an amount off each piece, in two currencies",
      { kind: "FIXED_AMOUNT", amounts: [money(500), money(75, "JPY")], amountPer: "ITEM", limitPerOrder: 3 },
      { amounts: [money(500), money(75, "JPY")], amountPer: "ITEM", limitPerOrder: 3, class: "LINE" },
    ],
    [
      "buy two, get one of another category at half price",
      {
        kind: "BUY_X_GET_Y",
        buyXGetY: { buyQuantity: 2, getQuantity: 1, percentage: 50, getFrom: { categoryIds: ["socks"] } },
        limitPerOrder: 2,
      },
      {
        buyXGetY: { buyQuantity: 2, getQuantity: 1, percentage: 50, getFrom: { categoryIds: ["socks"] } },
        limitPerOrder: 2,
        class: "LINE",
      },
    ],
    [
      "more off the more is spent",
      {
        kind: "TIERED",
        tiers: [
          { minimumSubtotals: [money(5_000)], percentage: 5 },
          { minimumSubtotals: [money(10_000)], amounts: [money(1_500)] },
        ],
      },
      {
        tiers: [
          { minimumQuantity: null, minimumSubtotals: [money(5_000)], percentage: 5, amounts: [] },
          { minimumQuantity: null, minimumSubtotals: [money(10_000)], percentage: null, amounts: [{ amount: 1_500 }] },
        ],
        class: "ORDER",
      },
    ],
    [
      "free shipping that nobody has to enter",
      { code: null, name: "Free for all", kind: "FREE_SHIPPING" },
      { code: null, class: "SHIPPING" },
    ],
  ])("can be %s", async (_what, input, expected) => {
    const made = await make(input);
    expect(made).toMatchObject({ __typename: "PromotionSaved", promotion: expected });
    if (made.promotion.code === null) await send("EndPromotion", { id: made.promotion.id });
  });

  test("is called like its code unless said", async () => {
    const code = unique();
    expect(await make({ code, kind: "FREE_SHIPPING" })).toMatchObject({ promotion: { name: code } });
  });

  test.each<[string, object, string[]]>([
    ["without code and name", { code: null, kind: "FREE_SHIPPING" }, ["name"]],
    ["with markup for a name", { name: "<b>", kind: "FREE_SHIPPING" }, ["name"]],
    [
      "with amounts twice in a currency",
      { kind: "FIXED_AMOUNT", amounts: [money(1), money(2)] },
      ["amounts", "1", "currency"],
    ],
    ["with an amount and amounts", { kind: "FIXED_AMOUNT", amount: money(1), amounts: [money(2)] }, ["amounts"]],
    [
      "to get nothing",
      { kind: "BUY_X_GET_Y", buyXGetY: { buyQuantity: 1, getQuantity: 0 } },
      ["buyXGetY", "getQuantity"],
    ],
    ["of a kind that is not described", { kind: "TIERED" }, ["tiers"]],
    [
      "with thresholds that fall",
      {
        kind: "TIERED",
        tiers: [
          { minimumQuantity: 3, percentage: 5 },
          { minimumQuantity: 2, percentage: 9 },
        ],
      },
      ["tiers", "1"],
    ],
    [
      "with a threshold of two sorts",
      { kind: "TIERED", tiers: [{ minimumQuantity: 3, minimumSubtotals: [money(1)], percentage: 5 }] },
      ["tiers", "0"],
    ],
    [
      "with a limit per order that counts nothing",
      { kind: "PERCENTAGE", percentage: 5, limitPerOrder: 1 },
      ["limitPerOrder"],
    ],
    ["with a parameter of another kind", { kind: "FREE_SHIPPING", tiers: [] }, ["tiers"]],
    [
      "with too many things",
      { kind: "FREE_SHIPPING", scope: { productIds: Array.from({ length: 201 }, (_, id) => `p${id}`) } },
      ["scope"],
    ],
    ["for a group that has no such name", { kind: "FREE_SHIPPING", customerGroups: ["a b"] }, ["customerGroups"]],
  ])("is refused %s", async (_what, input, path) => {
    expect(await make(input)).toMatchObject({ __typename: "InvalidInput", path });
  });

  test("is renamed, ranked, limited and dated anew, and what is left out stays", async () => {
    const { promotion: made } = await make({ kind: "PERCENTAGE", percentage: 10, usageLimit: 5, endsAt: inHours(5) });
    const changed = { name: "Renamed", priority: 3, stacking: "EXCLUSIVE", usageLimitPerCustomer: 1 };
    expect(await send("UpdatePromotion", { id: made.id, ...changed })).toMatchObject({
      promotion: { ...made, ...changed },
    });
    expect(await send("UpdatePromotion", { id: made.id, usageLimit: null, endsAt: null })).toMatchObject({
      promotion: { name: "Renamed", usageLimit: null, endsAt: null, usageLimitPerCustomer: 1 },
    });
  });

  test("cannot be limited to less than it was used already", async () => {
    const made = await promotion(world, { kind: "FREE_SHIPPING" });
    const redemption = { buyerId: randomUUID(), redemptions: [{ promotionId: made.id }] };
    for (const orderId of [randomUUID(), randomUUID()]) {
      await world.send("RedeemDiscountCodes", { ...redemption, orderId }, orders);
    }
    expect(await send("UpdatePromotion", { id: made.id, usageLimit: 1 })).toMatchObject({
      __typename: "InvalidInput",
      path: ["usageLimit"],
    });
    expect(await send("UpdatePromotion", { id: made.id, usageLimit: 2 })).toMatchObject({
      __typename: "PromotionSaved",
    });
    expect(await world.send("RedeemDiscountCodes", { ...redemption, orderId: randomUUID() }, orders)).toMatchObject({
      reason: "USED_UP",
    });
  });

  test("gives a customer no more by a limit that came later", async () => {
    const made = await promotion(world, { kind: "FREE_SHIPPING" });
    const email = `${randomUUID()}@angidi.test`;
    const redeem = () => {
      const order = { orderId: randomUUID(), buyerId: randomUUID(), email };
      return world.send("RedeemDiscountCodes", { ...order, redemptions: [{ promotionId: made.id }] }, orders);
    };
    await redeem();
    await redeem();
    await send("UpdatePromotion", { id: made.id, usageLimitPerCustomer: 1 });
    expect(await redeem()).toEqual({
      __typename: "DiscountCodesRefused",
      reason: "USED_UP_BY_CUSTOMER",
      code: made.code,
    });
    await send("UpdatePromotion", { id: made.id, usageLimitPerCustomer: 3 });
    expect(await redeem()).toMatchObject({ __typename: "DiscountCodesRedeemed" });
  });

  test("gives nothing while it is paused or after it was ended, and says so", async () => {
    const { id, code } = await promotion(world, { kind: "PERCENTAGE", percentage: 10 });
    const cart = await cartWith(world, [[world.offer(), 1]]);
    await world.send("ApplyDiscountCode", { cartId: cart.id, code });
    const shown = async () => {
      const { discount, codesWithoutEffect } = await world.ask("DiscountsOfCart", { id: cart.id });
      return [discount.amount, ...codesWithoutEffect.map(({ reason }: Answer) => reason)];
    };
    expect(await shown()).toEqual([100]);
    expect(await send("PausePromotion", { id })).toMatchObject({ promotion: { status: "PAUSED" } });
    expect(await shown()).toEqual([0, "PAUSED"]);
    expect(await send("ResumePromotion", { id })).toMatchObject({ promotion: { status: "ACTIVE" } });
    expect(await shown()).toEqual([100]);
    const { promotion: ended } = await send("EndPromotion", { id });
    expect(ended).toMatchObject({ status: "ENDED", endsAt: world.clock.now.toISOString() });
    expect((await send("EndPromotion", { id })).promotion).toEqual(ended);
    expect(await shown()).toEqual([0, "ENDED"]);
    expect(await world.send("ApplyDiscountCode", { cartId: cart.id, code })).toMatchObject({
      __typename: "DiscountCodeExpired",
    });
  });

  test.each(["UpdatePromotion", "PausePromotion", "ResumePromotion", "EndPromotion"])(
    "that is not there is told of by %s, which is for staff alone",
    async (operation) => {
      for (const id of [randomUUID(), "no-uuid"]) {
        expect(await send(operation, { id })).toMatchObject({ __typename: "PromotionNotFound" });
      }
      for (const as of [guest, newCustomer()]) {
        const { errors } = await world.execute(operation, { input: { id: randomUUID() } }, as);
        expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
      }
    },
  );
});

test.each(["{}", '{"kind":"PERCENTAGE"}', '{"kind":"PERCENTAGE","basisPoints":10001}', '{"kind":"FREE_SHIPPING"}'])(
  "a row whose benefit is %s, of a percentage, is refused by the table",
  async (benefit) => {
    const insert = "INSERT INTO promotions (id, name, kind, benefit) VALUES ($1, 'Wrong', 'PERCENTAGE', $2)";
    const inserting = world.database.database.query("test.wrongBenefit", insert, [randomUUID(), benefit]);
    await expect(inserting).rejects.toMatchObject({ constraint: "promotions_benefit" });
  },
);

test("promotions are listed by status, kind, text and whether they have a code", async () => {
  const text = unique();
  const named = (what: string) => ({ kind: "FREE_SHIPPING", name: `${what} ${text.toLowerCase()}` });
  const early = (await make({ ...named("early"), startsAt: inHours(1) })).promotion.id;
  const over = (await make({ ...named("over"), endsAt: inHours(-1) })).promotion.id;
  const active = (await make({ ...named("active"), kind: "PERCENTAGE", percentage: 1 })).promotion.id;
  const paused = (await make({ ...named("paused"), code: null })).promotion.id;
  await send("PausePromotion", { id: paused });

  expect(await list({ text })).toEqual([paused, active, over, early]);
  expect(await list({ text, status: ["SCHEDULED", "PAUSED"] })).toEqual([paused, early]);
  expect(await list({ text, status: ["ACTIVE"] })).toEqual([active]);
  expect(await list({ text, status: ["ENDED"] })).toEqual([over]);
  expect(await list({ text, automatic: true })).toEqual([paused]);
  expect(await list({ text, automatic: false, kind: ["FREE_SHIPPING"] })).toEqual([over, early]);
  expect(await list({ text: "%" })).toEqual([]);

  const first = await world.ask("FilteredPromotions", { first: 3, filter: { text } }, staff);
  const after = first.pageInfo.endCursor;
  const second = await world.ask("FilteredPromotions", { first: 3, after, filter: { text } }, staff);
  expect([first, second].map(({ edges }) => edges.length)).toEqual([3, 1]);
});
