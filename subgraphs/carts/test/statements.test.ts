import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type Answer,
  cartWith,
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

/** The labels of the statements that an operation sends, and the calls that it makes to its neighbours. */
async function cost(work: () => Promise<Answer>) {
  const before = { ...world.calls };
  const { statements } = await countStatements(work);
  return {
    statements: statements.map(({ label }) => label),
    catalog: world.calls.catalog - before.catalog,
    inventory: world.calls.inventory - before.inventory,
  };
}

async function cartWithCode(as = {}) {
  const cart = await cartWith(world, [[world.offer(), 1]], as);
  const { code } = await promotion(world, { kind: "PERCENTAGE", percentage: 10 });
  await world.send("ApplyDiscountCode", { cartId: cart.id, code }, as);
  return cart;
}

const add = (input: object, as = {}) =>
  world.send("AddCartLines", { lines: [{ variantId: world.offer().id, quantity: 1 }], ...input }, as);

describe("statements and calls of", () => {
  test("adding to a cart: two, three with a code, and one call to each neighbour", async () => {
    const [plain, coded] = [await cartWith(world, [[world.offer(), 1]]), await cartWithCode()];
    expect(await cost(() => add({ cartId: plain.id }))).toEqual({
      statements: ["carts.find", "carts.compareAndSet"],
      catalog: 1,
      inventory: 1,
    });
    expect(await cost(() => add({ cartId: coded.id }))).toEqual({
      statements: ["carts.find", "carts.compareAndSet", "carts.promotionsOfCart"],
      catalog: 1,
      inventory: 1,
    });
  });

  test("adding to a new cart: one for a guest, two for a customer", async () => {
    expect(await cost(() => add({}))).toEqual({ statements: ["carts.create"], catalog: 1, inventory: 1 });
    expect((await cost(() => add({}, newCustomer()))).statements).toEqual(["carts.ofCustomers", "carts.create"]);
  });

  test("changing quantities: two", async () => {
    const cart = await cartWith(world, [[world.offer(), 1]]);
    const lines = [{ lineId: cart.lines[0].id, quantity: 2 }];
    expect(await cost(() => world.send("UpdateCartLines", { cartId: cart.id, lines }))).toEqual({
      statements: ["carts.find", "carts.compareAndSet"],
      catalog: 1,
      inventory: 1,
    });
  });

  test("entering a code: four", async () => {
    const cart = await cartWithCode();
    const { code } = await promotion(world, { kind: "FREE_SHIPPING" });
    expect(await cost(() => world.send("ApplyDiscountCode", { cartId: cart.id, code }))).toEqual({
      statements: ["carts.find", "carts.promotionByCode", "carts.compareAndSet", "carts.promotionsOfCart"],
      catalog: 1,
      inventory: 0,
    });
  });

  test("showing a cart of any length: one, and one more with codes", async () => {
    const offers = Array.from({ length: 30 }, () => world.offer());
    const cart = await cartWith(
      world,
      offers.map((offer) => [offer, 1]),
    );
    const one = { statements: ["carts.find"], catalog: 1, inventory: 0 };
    expect(await cost(() => world.ask("Cart", { id: cart.id }))).toEqual(one);
    const coded = await cartWithCode();
    expect((await cost(() => world.ask("Cart", { id: coded.id }))).statements).toHaveLength(2);
  });

  test("a list of references: one for all of them", async () => {
    const carts = await Promise.all(Array.from({ length: 5 }, () => cartWith(world, [[world.offer(), 1]])));
    const references = carts.map(({ id }) => ({ __typename: "Cart", id }));
    expect(await cost(() => world.ask("CartsByReference", { references }))).toEqual({
      statements: ["carts.find"],
      catalog: 1,
      inventory: 0,
    });
  });

  test("both quotes: one, and one more with codes", async () => {
    const [plain, coded] = [await cartWith(world, [[world.offer(), 1]]), await cartWithCode()];
    const both = (cartId: string) => [
      () => world.send("CheckoutQuote", { cartId, shippingAddress: oregon }),
      () => placementQuote(world, cartId),
    ];
    const labels = ["carts.find", "carts.findToOrder"];
    for (const [index, quote] of both(plain.id).entries()) {
      expect(await cost(quote)).toEqual({ statements: [labels[index]], catalog: 1, inventory: 0 });
    }
    for (const [index, quote] of both(coded.id).entries()) {
      expect((await cost(quote)).statements).toEqual([labels[index], "carts.promotionsOfCart"]);
    }
    const ann = newCustomer();
    const own = await cartWith(world, [[world.offer(), 1]], ann);
    expect((await cost(() => placementQuote(world, own.id, ann))).statements).toEqual(["carts.findToOrder"]);
  });

  test("redeeming and restoring: one each", async () => {
    const { id } = await promotion(world, { kind: "FREE_SHIPPING", usageLimit: 1, usageLimitPerCustomer: 1 });
    const orderId = randomUUID();
    const redemption = { orderId, buyerId: randomUUID(), redemptions: [{ promotionId: id }] };
    const redeem = () => world.send("RedeemDiscountCodes", redemption, orders);
    expect((await cost(redeem)).statements).toEqual(["carts.redeem"]);
    expect((await cost(redeem)).statements).toEqual(["carts.redeem", "carts.redemptionOutcome"]);
    const restore = () => world.ask("RestoreDiscountCodes", { orderId }, orders);
    expect((await cost(restore)).statements).toEqual(["carts.restoreRedemption"]);
  });

  test("merging at login: seven, in one transaction", async () => {
    const cart = await cartWith(world, [[world.offer(), 1]]);
    const { userId } = newCustomer();
    expect((await cost(() => world.send("AdoptCart", { cartId: cart.id, userId }, users))).statements).toEqual([
      "BEGIN",
      "carts.lock",
      "carts.claimOf",
      "carts.lockOwn",
      "carts.save",
      "carts.save",
      "COMMIT",
    ]);
  });
});
