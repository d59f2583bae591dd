import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fulfilOrderMutation, refundOrderMutation } from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { inWorld, makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
});
afterAll(() => world.stop());

/** A confirmed order of two pieces of a SKU that nobody else buys. */
async function confirmed() {
  const sku = randomUUID();
  world.inventory.setStock(sku, 2);
  world.carts.newCode(sku, 1);
  const { order } = await world.place(placement(world.carts.newCart({ [sku]: 2 }, { codes: [sku] })));
  return { sku, id: order.id as string, total: order.total.amount as number };
}
const fulfil = (orderId: string, input = {}) =>
  world.ask(fulfilOrderMutation, { input: { idempotencyKey: randomUUID(), orderId, ...input } }, staff);

describe("cancelling", () => {
  test("a confirmed order gives money, stock and discount code back", async () => {
    const { sku, id, total } = await confirmed();
    expect(await world.cancel(id)).toEqual({
      __typename: "OrderCancelled",
      order: { id, status: "CANCELLED", paymentStatus: "REFUNDED", refunded: { amount: total } },
    });
    expect(world.inventory.stockOf(sku)).toEqual({ onHand: 2, reserved: 0 });
    expect(world.payments.moneyOf(id)).toMatchObject({ captured: total, refunded: total });
    expect(world.carts.usesOf(sku)).toEqual([]);
    expect((await world.order(id)).timeline.map(({ status }: { status: string }) => status)).toEqual([
      "PLACED",
      "CONFIRMED",
      "CANCELLED",
    ]);
  });

  test("an order that waits for the shopper lets the hold go", async () => {
    world.inventory.setStock("TEA", 1);
    const cart = world.carts.newCart({ TEA: 1 });
    const { order } = await world.place(placement(cart, paidBy(testCard.needsAction)));
    expect(await world.cancel(order.id)).toMatchObject({ order: { status: "CANCELLED", paymentStatus: "VOIDED" } });
    expect(world.inventory.stockOf("TEA").reserved).toBe(0);
    expect((await world.place(placement(cart))).order.status).toBe("CONFIRMED");
  });

  test("once or often with one key is the same; with another key or input it is refused", async () => {
    const { id, total } = await confirmed();
    const input = { idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.cancel(id, {}, input)));
    for (const answer of answers)
      expect(answer).toMatchObject({ __typename: "OrderCancelled", order: { status: "CANCELLED" } });
    expect(world.payments.moneyOf(id).refunded).toBe(total);
    expect(await world.cancel(id, {}, { ...input, reason: "Another" })).toMatchObject({
      __typename: "IdempotencyKeyReused",
    });
    expect(await world.cancel(id)).toMatchObject({ __typename: "OrderNotCancellable" });
  });

  test("is decided also when a neighbour is away, and done when it is back", async () => {
    const { sku, id, total } = await confirmed();
    world.inventory.fail("ReleaseReservation", "unreachable");
    expect(await world.cancel(id)).toMatchObject({ __typename: "OrderCancelled", order: { status: "CONFIRMED" } });
    expect(await fulfil(id)).toMatchObject({ __typename: "OrderNotFulfillable" });
    world.inventory.heal();
    await world.until(id, "CANCELLED");
    expect(world.inventory.stockOf(sku).reserved).toBe(0);
    expect(world.payments.moneyOf(id)).toMatchObject({ captured: total, refunded: total });
  });

  test("an order of which some money went back gives back the rest", async () => {
    const { id, total } = await confirmed();
    const refund = {
      idempotencyKey: randomUUID(),
      orderId: id,
      amount: { amount: 300, currency: "USD" },
      reason: "Late",
      restock: false,
    };
    await world.ask(refundOrderMutation, { input: refund }, staff);
    expect(await world.cancel(id)).toMatchObject({ order: { paymentStatus: "REFUNDED", refunded: { amount: total } } });
    expect(world.payments.moneyOf(id)).toMatchObject({ captured: total, refunded: total });
  });

  test("is too late once a parcel is made, and for an order that is over", async () => {
    const { id } = await confirmed();
    world.inventory.fail("FulfilStock", "unreachable");
    await fulfil(id);
    expect(await world.cancel(id)).toMatchObject({ __typename: "OrderNotCancellable" });
    world.inventory.heal();
    await world.until(id, "SHIPPED");
    expect(await world.cancel(id)).toMatchObject({ __typename: "OrderNotCancellable" });

    world.inventory.setStock("NONE", 0);
    await world.place(placement(world.carts.newCart({ NONE: 1 })));
    const rejected = await world.ask(`{ orders(filter: { status: REJECTED }) { edges { node { id } } } }`, {}, staff);
    expect(await world.cancel(rejected.edges[0].node.id)).toMatchObject({ __typename: "OrderNotCancellable" });
  });

  test("or sending, whichever comes first, when both come at once", async () => {
    const { sku, id, total } = await confirmed();
    const [cancelled, sent] = await Promise.all([world.cancel(id), fulfil(id)]);
    const kinds = [cancelled.__typename, sent.__typename];
    expect([
      ["OrderCancelled", "OrderNotFulfillable"],
      ["OrderNotCancellable", "OrderFulfilled"],
    ]).toContainEqual(kinds);
    const isSent = kinds[1] === "OrderFulfilled";
    expect(world.inventory.stockOf(sku)).toEqual({ onHand: isSent ? 0 : 2, reserved: 0 });
    expect(world.payments.moneyOf(id).refunded).toBe(isSent ? 0 : total);
  });

  test.each([
    ["no key", { idempotencyKey: "" }, ["idempotencyKey"]],
    ["no reason", { reason: " " }, ["reason"]],
    ["a novel for a reason", { reason: "x".repeat(501) }, ["reason"]],
  ])("with %s is invalid", async (_, input, path) => {
    const { id } = await confirmed();
    expect(await world.cancel(id, {}, input)).toMatchObject({ __typename: "InvalidInput", path });
  });
});

describe("cancelling pieces", () => {
  const pieces = (lineId: string, quantity: number) => ({ lines: [{ lineId, quantity }] });

  test("withdraws them, and gives back what they cost with their taxes and their part of the discount", async () => {
    const { sku, id, total } = await confirmed(); // 2 × (1 000 − 100 + 70) + 500
    const [line] = (await world.order(id)).lines;
    expect(await world.cancel(id, {}, pieces(line.id, 1))).toEqual({
      __typename: "OrderLinesCancelled",
      order: { id, status: "CONFIRMED", paymentStatus: "PARTIALLY_REFUNDED", refunded: { amount: 970 } },
      refund: { amount: 970 },
    });
    expect(world.inventory.stockOf(sku)).toEqual({ onHand: 2, reserved: 1 });
    expect(world.payments.moneyOf(id)).toMatchObject({ captured: total, refunded: 970 });
    expect((await fulfil(id)).fulfilment.lines).toEqual([{ line: { id: line.id }, quantity: 1 }]);
    expect((await world.order(id)).status).toBe("SHIPPED");
  });

  test("until none is left cancels the order, and the last takes the rest of the money", async () => {
    const { sku, id, total } = await confirmed();
    const [line] = (await world.order(id)).lines;
    await world.cancel(id, {}, pieces(line.id, 1));
    const last = { idempotencyKey: randomUUID(), ...pieces(line.id, 1) };
    const answer = await world.cancel(id, {}, last);
    expect(answer).toMatchObject({
      __typename: "OrderCancelled",
      order: { status: "CANCELLED", paymentStatus: "REFUNDED", refunded: { amount: total } },
    });
    expect(await world.cancel(id, {}, last)).toEqual(answer);
    expect(world.inventory.stockOf(sku)).toEqual({ onHand: 2, reserved: 0 });
    expect(world.carts.usesOf(sku)).toEqual([]);
  });

  test("of an order that was sent in part completes it; what was sent cannot be cancelled", async () => {
    const { id } = await confirmed();
    const [line] = (await world.order(id)).lines;
    await fulfil(id, pieces(line.id, 1));
    expect(await world.cancel(id, {}, pieces(line.id, 2))).toMatchObject({
      __typename: "InvalidInput",
      path: ["lines", "0", "quantity"],
    });
    expect(await world.cancel(id, {}, pieces(line.id, 1))).toMatchObject({
      __typename: "OrderLinesCancelled",
      order: { status: "SHIPPED" },
    });
    expect(await world.cancel(id, {}, pieces(line.id, 1))).toMatchObject({ __typename: "OrderNotCancellable" });
  });

  test("once or often with one key is the same, by staff as by the shopper, who is named in the timeline", async () => {
    const { sku, id } = await confirmed();
    const [line] = (await world.order(id)).lines;
    const input = { idempotencyKey: randomUUID(), ...pieces(line.id, 1) };
    const answers = await Promise.all([1, 2, 3].map(() => world.cancel(id, staff, input)));
    for (const answer of answers)
      expect(answer).toMatchObject({ __typename: "OrderLinesCancelled", refund: { amount: 970 } });
    expect(world.inventory.stockOf(sku).reserved).toBe(1);
    expect(await world.cancel(id, staff, { ...input, ...pieces(line.id, 2) })).toMatchObject({
      __typename: "IdempotencyKeyReused",
    });
    const rows = await world.database.query(
      "test.actor",
      "SELECT t.actor FROM order_timeline t JOIN order_lines l USING (buyer_id, order_id) WHERE l.sku = $1 AND t.kind = 'CANCELLATION'",
      [sku],
    );
    expect(rows).toEqual([{ actor: { kind: "STAFF", userId: staff.userId, role: "ORDER_PROCESSOR" } }]);
  });

  test("that the provider does not pay back for leaves all as it was", async () => {
    await inWorld(async (other) => {
      other.inventory.setStock("TEA", 2);
      const { order } = await other.place(placement(other.carts.newCart({ TEA: 2 })));
      other.payments.declineRefunds();
      expect(await other.cancel(order.id, {}, pieces(order.lines[0].id, 1))).toMatchObject({
        __typename: "OrderNotCancellable",
      });
      expect(other.inventory.stockOf("TEA").reserved).toBe(2);
      expect(await other.order(order.id)).toMatchObject({ paymentStatus: "CAPTURED", refunded: { amount: 0 } });
    });
  });
});
