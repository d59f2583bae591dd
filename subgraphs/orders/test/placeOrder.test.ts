import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { testCard } from "./world/payments.ts";
import { makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
});
afterAll(() => world.stop());

describe("placing an order", () => {
  test("confirms it, with its stock committed and its money captured once", async () => {
    const { carts, inventory, payments, place } = world;
    inventory.setStock("TEA", 10);
    inventory.setStock("CUP", 10);
    const cart = carts.newCart({ TEA: 2, CUP: 1 });

    const answer = await place(placement(cart));

    expect(answer).toMatchObject({
      __typename: "OrderPlaced",
      order: {
        number: expect.stringMatching(/^A-[0-9A-HJKMNP-TV-Z]{10}$/),
        status: "CONFIRMED",
        paymentStatus: "CAPTURED",
        total: { amount: 3_710, currency: "USD" },
        lines: [
          {
            quantity: 2,
            unitPrice: { amount: 1_000 },
            total: { amount: 2_000 },
            variant: { id: "variant of TEA", sku: "TEA" },
          },
          {
            quantity: 1,
            unitPrice: { amount: 1_000 },
            total: { amount: 1_000 },
            variant: { id: "variant of CUP", sku: "CUP" },
          },
        ],
        timeline: [
          { sequence: 1, status: "PLACED" },
          { sequence: 2, status: "CONFIRMED" },
        ],
      },
    });
    expect(payments.captures.filter((id) => id === answer.order.id)).toHaveLength(1);
    expect(payments.moneyOf(answer.order.id)).toMatchObject({ captured: 3_710 });
    expect(inventory.stockOf("TEA")).toEqual({ onHand: 10, reserved: 2 });
  });

  test("keeps what it was placed with, whatever becomes of prices", async () => {
    const { carts, inventory, order, place } = world;
    inventory.setStock("LAMP", 5);
    const cart = carts.newCart({ LAMP: 1 });
    const { order: placed } = await place(placement(cart));
    carts.reprice(cart, 9_999);
    expect(await order(placed.id)).toMatchObject({
      total: { amount: 1_570 },
      lines: [{ unitPrice: { amount: 1_000 } }],
    });
  });

  test("takes few statements", async () => {
    const { carts, inventory, place } = world;
    inventory.setStock("PEN", 5);
    await place(placement(carts.newCart({ PEN: 1 }))); // queues and plans are made
    const cart = carts.newCart({ PEN: 1 });
    const { statements } = await countStatements(() => place(placement(cart)));
    const labels = statements.map(({ label }) => label);
    expect(labels).toEqual([
      "orders.findPlacement",
      "BEGIN",
      "orders.place",
      "orders_jobs.send.placement",
      "COMMIT",
      "orders.change",
      "orders.timelinesOf",
    ]);
  });

  test("tells the platform in the transaction of each change", async () => {
    const { carts, database, inventory, place } = world;
    inventory.setStock("MUG", 5);
    const cart = carts.newCart({ MUG: 2 });
    const { order } = await place(placement(cart));
    const events = await database.query<{ type: string; subject_version: number; data: Record<string, unknown> }>(
      "test.events",
      "SELECT type, subject_version, data FROM outbox WHERE subject = $1 ORDER BY position",
      [order.id],
    );
    expect(events.map(({ type, subject_version }) => [type, subject_version])).toEqual([
      ["order.placed", 1],
      ["order.confirmed", 2],
    ]);
    expect(events[1]?.data).toMatchObject({
      orderId: order.id,
      cartId: cart.id,
      checkout: 1,
      email: "ada@example.com",
      customerId: null,
      status: "CONFIRMED",
      lines: [{ cartLineId: cart.lines[0]!.id, sku: "MUG", quantity: 2, unitPrice: 1_000 }],
    });
  });

  test("needs no payment for an order over nothing", async () => {
    const { carts, inventory, payments, place } = world;
    inventory.setStock("FREE", 1);
    const cart = carts.newCart({ FREE: 1 }, { unitPrice: 0, shipping: 0 });
    const { order } = await place(placement(cart, paidBy(testCard.declined)));
    expect(order).toMatchObject({ status: "CONFIRMED", paymentStatus: "CAPTURED", total: { amount: 0 } });
    expect(payments.moneyOf(order.id).status).toBe("NONE");
  });
});

describe("a refused placement", () => {
  test("for too little stock names what is short, holds nothing and leaves the cart open", async () => {
    const { carts, inventory, payments, place } = world;
    inventory.setStock("RARE", 1);
    inventory.setStock("PLENTY", 100);
    const cart = carts.newCart({ RARE: 3, PLENTY: 1 });
    expect(await place(placement(cart))).toMatchObject({
      __typename: "OutOfStock",
      shortages: [{ variant: { id: "variant of RARE" }, requested: 3, available: 1 }],
    });
    expect(inventory.stockOf("PLENTY").reserved).toBe(0);

    inventory.setStock("RARE", 3);
    const again = await place(placement(cart));
    expect(again.order.status).toBe("CONFIRMED");
    expect(payments.captures.filter((id) => id === again.order.id)).toHaveLength(1);
  });

  test("for a declined card gives the stock back and leaves the cart open", async () => {
    const { carts, inventory, place } = world;
    inventory.setStock("HAT", 1);
    const cart = carts.newCart({ HAT: 1 });
    expect(await place(placement(cart, paidBy(testCard.declined)))).toMatchObject({
      __typename: "PaymentDeclined",
      code: "card_declined",
    });
    expect(inventory.stockOf("HAT").reserved).toBe(0);
    expect((await place(placement(cart))).order.status).toBe("CONFIRMED");
  });

  test("at the capture gives stock and hold back too", async () => {
    const { carts, inventory, place } = world;
    inventory.setStock("COAT", 1);
    const answer = await place(placement(carts.newCart({ COAT: 1 }), paidBy(testCard.failsLater)));
    expect(answer).toMatchObject({ __typename: "PaymentDeclined", code: "insufficient_funds" });
    expect(inventory.stockOf("COAT").reserved).toBe(0);
  });

  test("for a discount code that is used up names the code", async () => {
    const { carts, inventory, place } = world;
    inventory.setStock("SOCK", 100);
    carts.newCode("ONCE", 1);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => place(placement(carts.newCart({ SOCK: 1 }, { codes: ["ONCE"] })))),
    );
    const placed = answers.filter(({ __typename }) => __typename === "OrderPlaced");
    const refused = answers.filter(({ __typename }) => __typename === "DiscountCodeUsedUp");
    expect([placed.length, refused.length]).toEqual([1, 9]);
    expect(refused[0].message).toContain("ONCE");
    expect(carts.usesOf("ONCE")).toEqual([placed[0].order.id]);
    expect(inventory.stockOf("SOCK").reserved).toBe(1);
  });

  test("is REJECTED, with order.rejected", async () => {
    const { carts, database, inventory, place } = world;
    inventory.setStock("NONE", 0);
    const cart = carts.newCart({ NONE: 1 });
    await place(placement(cart));
    const [order] = await database.query(
      "test.rejected",
      `SELECT status, payment_status, direction, sequence,
         (SELECT type FROM outbox WHERE data ->> 'cartId' = o.cart_id::text ORDER BY position DESC LIMIT 1) AS event
       FROM orders o WHERE cart_id = $1`,
      [cart.id],
    );
    expect(order).toEqual({
      status: "REJECTED",
      payment_status: "VOIDED",
      direction: "SETTLED",
      sequence: 2,
      event: "order.rejected",
    });
  });

  test.each([
    ["an unknown cart", { cartId: randomUUID() }, "CartNotFound"],
    ["a cart id of another form", { cartId: "'; DROP TABLE orders; --" }, "CartNotFound"],
    ["an unknown shipping method", { shippingMethodId: "teleport" }, "ShippingMethodUnknown"],
    ["another total", { expectedTotal: { amount: 1, currency: "USD" } }, "PriceChanged"],
    ["the total in another currency", { expectedTotal: { amount: 1_570, currency: "EUR" } }, "PriceChanged"],
    ["no key", { idempotencyKey: "" }, "InvalidInput"],
    ["a long key", { idempotencyKey: "k".repeat(256) }, "InvalidInput"],
    ["no e-mail address", { email: null }, "InvalidInput"],
    ["half an e-mail address", { email: "ada@" }, "InvalidInput"],
    ["a card's number", { payment: { provider: "TEST", paymentMethod: "4242-4242-4242-4242" } }, "InvalidInput"],
    [
      "a card's number in disguise",
      { payment: { provider: "TEST", paymentMethod: "pm_4242424242424242" } },
      "InvalidInput",
    ],
    ["no payment method", { payment: { provider: "TEST", paymentMethod: " " } }, "InvalidInput"],
  ])("for %s leaves no order", async (_, changes, typename) => {
    const { carts, database, inventory, place } = world;
    inventory.setStock("BOOK", 10);
    const cart = carts.newCart({ BOOK: 1 });
    expect(await place(placement(cart, changes))).toMatchObject({ __typename: typename });
    expect(await database.query("test.orderOfCart", "SELECT id FROM orders WHERE cart_id = $1", [cart.id])).toEqual([]);
  });

  test.each([
    ["fullName", ""],
    ["line1", "x".repeat(201)],
    ["city", "a\u0007b"],
    ["postalCode", "1".repeat(21)],
    ["countryCode", "XX"],
    ["countryCode", "USA"],
  ])("for an address with a wrong %s says where", async (field, value) => {
    const cart = world.carts.newCart({ BOOK: 1 });
    const input = placement(cart);
    const answer = await world.place({ ...input, shippingAddress: { ...input.shippingAddress, [field]: value } });
    expect(answer).toMatchObject({ __typename: "InvalidInput", path: ["shippingAddress", field] });
  });

  test("for an empty cart", async () => {
    expect(await world.place(placement(world.carts.newCart({})))).toMatchObject({ __typename: "CartEmpty" });
  });
});

test("text in any script, with mark-up or SQL in it, is kept as it was typed", async () => {
  const { carts, inventory, order, place } = world;
  inventory.setStock("CARD", 5);
  const userId = randomUUID();
  const fullName = "<b>أدا</b> 👩‍💻 Robert'); DROP TABLE orders;--";
  const input = placement(carts.newCart({ CARD: 1 }, { customerId: userId }), { email: undefined });
  const { order: placed } = await place(
    { ...input, shippingAddress: { ...input.shippingAddress, fullName, countryCode: "eg" } },
    { userId },
  );
  expect(await order(placed.id, { userId })).toMatchObject({
    email: null,
    shippingAddress: { fullName, countryCode: "EG" },
    shippingMethod: "Standard",
  });
  expect(await order(placed.id, staff)).toMatchObject({ number: placed.number });
});
