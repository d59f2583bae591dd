import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Mortals, mortalsOf } from "./world/mortals.ts";
import { cancelOrderMutation, placeOrderMutation } from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
let mortals: Mortals;

beforeAll(async () => {
  world = await makeWorld();
  mortals = await mortalsOf(world);
});
afterAll(async () => {
  await mortals.stop();
  await world.stop();
});

/** What somebody buys: one piece of a SKU that nobody else buys, with a code that nobody else has. */
function purchase(paymentMethod: string) {
  const sku = randomUUID();
  world.inventory.setStock(sku, 1);
  world.carts.newCode(sku, 1);
  return { sku, input: placement(world.carts.newCart({ [sku]: 1 }, { codes: [sku] }), paidBy(paymentMethod)) };
}

const orderOf = async (cartId: string) => {
  const [row] = await world.database.query<{ number: string }>(
    "test.byCart",
    "SELECT number FROM orders WHERE cart_id = $1",
    [cartId],
  );
  const { edges } = await world.ask(
    `query($filter: OrderFilter) { orders(filter: $filter) { edges { node { id status paymentStatus timeline { sequence } } } } }`,
    { filter: { number: row?.number } },
    staff,
  );
  return edges[0].node;
};

/** The steps of the placement after which a process dies. */
const forward = ["place", "redeem", "reserve", "authorise", "commit", "capture", "confirm"];
const backward = ["undo capture", "undo commit", "undo redeem", "undo place"];

test("killed after each step in turn, every order ends CONFIRMED, or REJECTED or CANCELLED with all given back", async () => {
  const cases = [
    ...forward.map((dieAfter) => ({ dieAfter, ends: "CONFIRMED", card: testCard.good, cancel: false })),
    ...["authorise", ...backward].map((dieAfter) => ({
      dieAfter,
      ends: "REJECTED",
      card: testCard.declined,
      cancel: false,
    })),
    ...backward.map((dieAfter) => ({ dieAfter, ends: "CANCELLED", card: testCard.good, cancel: true })),
  ];
  const deaths = await Promise.all(
    cases.map(async ({ dieAfter, card, cancel }) => {
      const { sku, input } = purchase(card);
      let death = { query: placeOrderMutation, variables: { input } as object };
      if (cancel) {
        const { order } = await world.place(input);
        death = {
          query: cancelOrderMutation,
          variables: { input: { idempotencyKey: randomUUID(), orderId: order.id, reason: "Changed my mind" } },
        };
      }
      return {
        sku,
        cartId: input.cartId,
        ...(await mortals.die(`placement: ${dieAfter}`, death.query, death.variables)),
      };
    }),
  );
  deaths.forEach(({ signal, output }, index) => {
    expect([cases[index]!.dieAfter, signal, output]).toEqual([cases[index]!.dieAfter, "SIGKILL", ""]);
  });

  await world.start(); // as after a restart
  await eventually(
    async () => {
      await world.hurry();
      const undecided = await world.database.query(
        "test.undecided",
        "SELECT 1 FROM orders WHERE direction <> 'SETTLED'",
      );
      expect(undecided).toEqual([]);
    },
    { timeout: 60_000 },
  );

  for (const [index, { sku, cartId }] of deaths.entries()) {
    const { dieAfter, ends } = cases[index]!;
    const order = await orderOf(cartId);
    const { captured, refunded } = world.payments.moneyOf(order.id);
    const stands = {
      dieAfter,
      status: order.status,
      reserved: world.inventory.stockOf(sku).reserved,
      money: captured - refunded,
    };
    const bought = ends === "CONFIRMED";
    expect(stands).toEqual({ dieAfter, status: ends, reserved: bought ? 1 : 0, money: bought ? 1_470 : 0 });
    expect(world.carts.usesOf(sku)).toEqual(bought ? [order.id] : []);
    expect(world.payments.captures.filter((id) => id === order.id).length).toBe(ends === "REJECTED" ? 0 : 1);
  }
}, 120_000);
