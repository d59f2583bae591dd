import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { testCard } from "./world/payments.ts";
import { makeWorld, paidBy, placement, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
  world.inventory.setStock("TEA", 100);
});
afterAll(() => world.stop());

const query = `query ($buyerId: ID!, $cartId: ID!, $checkout: Int!) {
  checkoutStanding(buyerId: $buyerId, cartId: $cartId, checkout: $checkout) { isHeld orders }
}`;
const standingOf = (cart: { buyerId: string; id: string; checkout: number }, asker: object = { service: "carts" }) =>
  world.ask(query, { buyerId: cart.buyerId, cartId: cart.id, checkout: cart.checkout }, asker);

describe("the standing of a cart's checkout", () => {
  test("is held by an order that is under way or became of it, and by none that was undone", async () => {
    const cart = world.carts.newCart({ TEA: 1 });
    expect(await standingOf(cart)).toEqual({ isHeld: false, orders: 0 });
    await world.place(placement(cart, paidBy(testCard.declined)));
    expect(await standingOf(cart)).toEqual({ isHeld: false, orders: 1 });
    await world.place(placement(cart, paidBy(testCard.needsAction)));
    const { statements } = await countStatements(async () =>
      expect(await standingOf(cart)).toEqual({ isHeld: true, orders: 2 }),
    );
    expect(statements.map(({ label }) => label)).toEqual(["orders.checkoutStanding"]);
    expect(await standingOf({ ...cart, checkout: cart.checkout + 1 })).toEqual({ isHeld: false, orders: 0 });
  });

  test("is told to carts alone", async () => {
    const cart = world.carts.newCart({ TEA: 1 });
    for (const asker of [{}, { service: "payments" }]) await expect(standingOf(cart, asker)).rejects.toThrow();
  });
});
