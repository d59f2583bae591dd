import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { claimOrderMutation, editOrderMutation } from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { type Asker, makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
  world.inventory.setStock("TEA", 1_000);
});
afterAll(() => world.stop());

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const ordersOf = (cartId: string) =>
  world.database.query<{ status: string }>("test.ordersOf", "SELECT status FROM orders WHERE cart_id = $1", [cartId]);

test("one placement sent five times at once is one order, one capture and five equal answers", async () => {
  const input = placement(world.carts.newCart({ TEA: 1 }));
  const answers = await Promise.all(times(5, () => world.place(input)));
  expect(answers[0].order.status).toBe("CONFIRMED");
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await ordersOf(input.cartId)).toHaveLength(1);
  expect(world.payments.captures.filter((id) => id === answers[0].order.id)).toHaveLength(1);
});

test("a refused placement sent five times at once is five equal refusals, and is one for ever", async () => {
  const cart = world.carts.newCart({ TEA: 1 });
  const input = placement(cart, paidBy(testCard.declined));
  const answers = await Promise.all(times(5, () => world.place(input)));
  for (const answer of answers) expect(answer).toMatchObject({ __typename: "PaymentDeclined", code: "card_declined" });
  expect(await ordersOf(cart.id)).toHaveLength(1);

  expect((await world.place(placement(cart))).order.status).toBe("CONFIRMED");
  expect(await world.place(input)).toEqual(answers[0]);
});

test("a refusal for too little stock is repeated as it was, also when there is enough by then", async () => {
  world.inventory.setStock("RARE", 1);
  const input = placement(world.carts.newCart({ RARE: 2 }));
  const first = await world.place(input);
  world.inventory.setStock("RARE", 100);
  expect(await world.place(input)).toEqual(first);
});

test("a wait for the shopper is repeated while it lasts, and becomes the order once that is decided", async () => {
  const input = placement(world.carts.newCart({ TEA: 1 }), paidBy(testCard.needsAction));
  const answers = await Promise.all(times(3, () => world.place(input)));
  for (const answer of answers) {
    expect(answer).toEqual({
      __typename: "PaymentActionRequired",
      order: answers[0].order,
      clientSecret: "secret",
      redirectUrl: null,
    });
  }
  await world.cancel(answers[0].order.id);
  expect(await world.place(input)).toMatchObject({ __typename: "OrderPlaced", order: { status: "CANCELLED" } });
});

test("a repeat gives the order after the cart was emptied by it, as it stands by then", async () => {
  const cart = world.carts.newCart({ TEA: 1 });
  const input = placement(cart);
  const first = await world.place(input);
  world.carts.takeOrdered(cart);
  expect(await world.place(input)).toEqual(first);
  await world.cancel(first.order.id);
  expect(await world.place(input)).toMatchObject({ order: { id: first.order.id, status: "CANCELLED" } });
});

test("a repeat asks nobody else and takes few statements", async () => {
  const input = placement(world.carts.newCart({ TEA: 1 }));
  await world.place(input);
  world.carts.fail("PlacementQuote", "unreachable");
  const { statements } = await countStatements(() => world.place(input));
  world.carts.heal();
  expect(statements.map(({ label }) => label)).toEqual(["orders.findPlacement", "orders.find", "orders.timelinesOf"]);
});

test("an order that its process left undecided is gone on with by who repeats the request, once for all of them", async () => {
  const input = placement(world.carts.newCart({ TEA: 1 }));
  world.inventory.fail("ReserveStock", "unreachable");
  expect((await world.place(input)).order.status).toBe("PLACED");
  world.inventory.heal();
  await world.database.query("test.age", "UPDATE orders SET placed_at = now() - interval '5 s' WHERE cart_id = $1", [
    input.cartId,
  ]);
  const asked = world.inventory.calls.length;
  const answers = await Promise.all(times(5, () => world.place(input)));
  for (const answer of answers) expect(answer.order.status).toBe("CONFIRMED");
  expect(world.inventory.calls.slice(asked)).toEqual(["ReserveStock", "CommitReservation"]);
});

test("a key that was used for something else is refused", async () => {
  const cart = world.carts.newCart({ TEA: 1 });
  const input = placement(cart);
  await world.place(input);
  for (const changed of [{ email: "bob@example.com" }, { shippingMethodId: "express" }, paidBy("pm_card_mastercard")]) {
    expect(await world.place({ ...input, ...changed })).toMatchObject({ __typename: "IdempotencyKeyReused" });
  }
});

test("a refusal before anything was placed is not kept: the key may be tried again", async () => {
  const cart = world.carts.newCart({ TEA: 1 });
  const input = placement(cart, { expectedTotal: { amount: 1_570, currency: "USD" } });
  world.carts.reprice(cart, 2_000);
  expect(await world.place(input)).toMatchObject({
    __typename: "PriceChanged",
    expected: { amount: 1_570, currency: "USD" },
    actual: { amount: 2_570, currency: "USD" },
  });
  world.carts.reprice(cart, 1_000);
  expect((await world.place(input)).order.status).toBe("CONFIRMED");
});

test("two shoppers who choose the same key do not meet", async () => {
  const idempotencyKey = "order-1";
  const carts = [world.carts.newCart({ TEA: 1 }), world.carts.newCart({ TEA: 2 })];
  const [userA, userB] = [randomUUID(), randomUUID()];
  const answers = [
    ...(await Promise.all(carts.map((cart) => world.place(placement(cart, { idempotencyKey }))))),
    await world.place(placement(world.carts.newCart({ TEA: 1 }, { customerId: userA }), { idempotencyKey }), {
      userId: userA,
    }),
    await world.place(placement(world.carts.newCart({ TEA: 1 }, { customerId: userB }), { idempotencyKey }), {
      userId: userB,
    }),
  ];
  expect(new Set(answers.map(({ order }) => order.id)).size).toBe(4);
});

test("a guest who signs in finds their order by the same request, and nobody does by a part of it", async () => {
  const cart = world.carts.newCart({ TEA: 1 });
  const input = placement(cart);
  const { order } = await world.place(input);
  const user = { userId: randomUUID() };
  expect(await world.place(input, user)).toMatchObject({ __typename: "OrderPlaced", order: { id: order.id } });
  world.carts.takeOrdered(cart);
  expect(await world.place(input, user)).toMatchObject({ __typename: "OrderPlaced", order: { id: order.id } });

  const typename = async (changes: object) => (await world.place({ ...input, ...changes }, user)).__typename;
  expect(await typename({ idempotencyKey: randomUUID() })).toBe("CartAlreadyOrdered");
  expect(await typename({ cartId: world.carts.newCart({}).id })).toBe("CartEmpty");
  expect(await typename({ email: "bob@example.com" })).toBe("IdempotencyKeyReused");
  const addressee = "query($id: ID!) { order(id: $id) { email shippingAddress { fullName } } }";
  const hidden = { email: null, shippingAddress: null };
  expect(await world.ask(addressee, { id: order.id }, user)).toEqual(hidden);
});

test("a guest who signs in while their order is being placed gets one order, whoever asks first", async () => {
  const input = placement(world.carts.newCart({ TEA: 1 }));
  const user = { userId: randomUUID() };
  const answers = await Promise.all([
    world.place(input),
    world.place(input, user),
    world.place(input),
    world.place(input, user),
  ]);
  expect(await ordersOf(input.cartId)).toEqual([{ status: "CONFIRMED" }]);
  const ids = answers.flatMap(({ order }) => (order ? [order.id] : []));
  expect(new Set(ids).size).toBe(1);
});

test("five keys for one cart at once are one order and four refusals", async () => {
  const cart = world.carts.newCart({ TEA: 1 });
  const answers = await Promise.all(times(5, () => world.place(placement(cart))));
  const kinds = answers.map(({ __typename }) => __typename).sort();
  expect(kinds).toEqual([...times(4, () => "CartAlreadyOrdered"), "OrderPlaced"]);
  expect(await ordersOf(cart.id)).toEqual([{ status: "CONFIRMED" }]);

  world.carts.takeOrdered(cart);
  expect(await world.place(placement(cart))).toMatchObject({ __typename: "CartAlreadyOrdered" });
});

test("what was added to a cart since it was ordered can be ordered; what was ordered cannot be again", async () => {
  const cart = world.carts.newCart({ TEA: 1 });
  const added = cart.lines;
  await world.place(placement(cart));
  expect(await world.place(placement(cart))).toMatchObject({ __typename: "CartAlreadyOrdered" });
  world.carts.takeOrdered(cart);
  cart.lines = added;
  expect((await world.place(placement(cart))).order.status).toBe("CONFIRMED");
});

test("an order that is cancelled after it was confirmed keeps its checkout of the cart", async () => {
  const cart = world.carts.newCart({ TEA: 1 });
  const { order } = await world.place(placement(cart));
  await world.cancel(order.id);
  // Carts hears of the confirmation only now: until then its lines are those of the cancelled order.
  expect(await world.place(placement(cart))).toMatchObject({ __typename: "CartAlreadyOrdered" });
});

test("twenty shoppers at once get what there is, and no more", async () => {
  world.inventory.setStock("LAST", 5);
  const answers = await Promise.all(times(20, () => world.place(placement(world.carts.newCart({ LAST: 1 })))));
  const count = (typename: string) => answers.filter(({ __typename }) => __typename === typename).length;
  expect([count("OrderPlaced"), count("OutOfStock")]).toEqual([5, 15]);
  expect(world.inventory.stockOf("LAST")).toEqual({ onHand: 5, reserved: 5 });
});

test("staff finds an order by its number, however it is typed", async () => {
  const { order } = await world.place(placement(world.carts.newCart({ TEA: 1 })));
  const query = "query($filter: OrderFilter) { orders(filter: $filter) { edges { node { id } } } }";
  for (const number of [order.number, order.number.toLowerCase(), ` ${order.number.slice(2)} `]) {
    expect(await world.ask(query, { filter: { number } }, staff)).toEqual({ edges: [{ node: { id: order.id } }] });
  }
});

/** A guest's order of which pieces can be cancelled, edited and returned, and what the guest sends to have it done. */
async function guestOrder() {
  const cart = world.carts.newCart({ TEA: 5 });
  const { order } = await world.place(placement(cart));
  const [line] = order.lines;
  const lines = [{ lineId: line.id, quantity: 1 }];
  const send = (asker: Asker, idempotencyKey: string, changes: object = {}) => ({
    edit: () =>
      world.ask(editOrderMutation, { input: { idempotencyKey, orderId: order.id, lines, ...changes } }, asker),
    cancel: () => world.cancel(order.id, asker, { idempotencyKey, lines, ...changes }),
  });
  return { id: order.id as string, cartId: cart.id, send };
}

test.each(["edit", "cancel"] as const)(
  "a guest who signs in, or claims the order, finds what they did (%s) by the same request, and staff do not",
  async (act) => {
    for (const claimedBy of ["nothing", "its id", "its cart"]) {
      const { id, cartId, send } = await guestOrder();
      const [user, key]: [Asker, string] = [{ userId: randomUUID() }, randomUUID()];
      const first = await send({}, key)[act]();
      const claim = { orderId: id, ...(claimedBy === "its cart" && { cartId }) };
      if (claimedBy !== "nothing") await world.ask(claimOrderMutation, { input: claim }, user);
      expect((await send(user, key)[act]()).edit).toEqual(first.edit);
      expect(await send(user, key)[act]()).toMatchObject({ __typename: first.__typename });
      const other = { lines: [{ lineId: randomUUID(), quantity: 1 }] };
      expect(await send(user, key, other)[act]()).toMatchObject({ __typename: "IdempotencyKeyReused" });
      // Staff who choose the same key do something of their own.
      expect(await send(staff, key, other)[act]()).toMatchObject({ __typename: "InvalidInput" });
    }
  },
);

test("a guest who signs in while what they do is under way has it done once", async () => {
  const { id, send } = await guestOrder();
  const [user, key]: [Asker, string] = [{ userId: randomUUID() }, randomUUID()];
  const askers = [{}, user, {}, user];
  const answers = await Promise.all(askers.map((asker) => send(asker, key).cancel()));
  for (const answer of answers) expect(answer).toMatchObject({ __typename: "OrderLinesCancelled" });
  expect((await world.order(id)).refunded.amount).toBe(1_070);
  const next = randomUUID();
  const edits = await Promise.all(askers.map((asker) => send(asker, next).edit()));
  expect(new Set(edits.map((answer) => answer.edit?.id)).size).toBe(1);
});
