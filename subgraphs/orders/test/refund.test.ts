import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fulfilOrderMutation, markDeliveredMutation, refundOrderMutation } from "./world/operations.ts";
import { inWorld, makeWorld, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
});
afterAll(() => world.stop());

/** A confirmed order of 3 and 2 pieces of two SKUs that nobody else buys. */
async function confirmed() {
  const [first, second] = [randomUUID(), randomUUID()];
  world.inventory.setStock(first, 3);
  world.inventory.setStock(second, 2);
  const { order } = await world.place(placement(world.carts.newCart({ [first]: 3, [second]: 2 })));
  return { id: order.id as string, lines: order.lines as { id: string }[], skus: [first, second] as const };
}
const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });
const fulfil = (orderId: string, input = {}) => world.ask(fulfilOrderMutation, keyed({ orderId, ...input }), staff);
const deliver = (fulfilmentId: string, input = {}) =>
  world.ask(markDeliveredMutation, keyed({ fulfilmentId, ...input }), staff);
const refund = (orderId: string, input = {}) =>
  world.ask(refundOrderMutation, keyed({ orderId, reason: "Broken", restock: false, ...input }), staff);
const statuses = async (id: string) =>
  (await world.order(id, staff)).timeline.map(({ status }: { status: string }) => status);

describe("giving money back", () => {
  test("in amounts, up to what was paid", async () => {
    const { id } = await confirmed(); // 5 000 + 500 + 350
    const amount = (minor: number) => ({ amount: { amount: minor, currency: "USD" } });
    expect(await refund(id, amount(850))).toMatchObject({
      __typename: "OrderRefunded",
      order: { status: "CONFIRMED", paymentStatus: "PARTIALLY_REFUNDED", refunded: { amount: 850 } },
    });
    expect(await refund(id, amount(5_001))).toMatchObject({
      __typename: "RefundExceedsPayment",
      refundable: { amount: 5_000 },
    });
    expect(await refund(id)).toMatchObject({ order: { paymentStatus: "REFUNDED", refunded: { amount: 5_850 } } });
    expect(await refund(id)).toMatchObject({ __typename: "OrderNotRefundable" });
    expect(world.payments.moneyOf(id)).toMatchObject({ captured: 5_850, refunded: 5_850 });
  });

  test("at once never exceeds what was paid", async () => {
    const { id } = await confirmed();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => refund(id, { amount: { amount: 2_000, currency: "USD" } })),
    );
    expect(answers.filter(({ __typename }) => __typename === "OrderRefunded")).toHaveLength(2);
    expect(world.payments.moneyOf(id).refunded).toBe(4_000);
  });

  test("once or often with one key gives it once", async () => {
    const { id } = await confirmed();
    const input = { idempotencyKey: randomUUID(), amount: { amount: 100, currency: "USD" } };
    await Promise.all([refund(id, input), refund(id, input), refund(id, input)]);
    expect(world.payments.moneyOf(id).refunded).toBe(100);
    expect(await refund(id, { ...input, reason: "Other" })).toMatchObject({ __typename: "IdempotencyKeyReused" });
  });

  test("for pieces that were not sent withdraws them: they are not sent any more", async () => {
    const { id, lines, skus } = await confirmed();
    const pieces = { lines: [{ lineId: lines[0]!.id, quantity: 2 }], restock: true };
    expect(await refund(id, pieces)).toMatchObject({ order: { refunded: { amount: 2_140 } } });
    expect(world.inventory.stockOf(skus[0])).toEqual({ onHand: 3, reserved: 1 });
    expect((await fulfil(id)).fulfilment.lines).toHaveLength(2);
    expect(world.inventory.stockOf(skus[0])).toEqual({ onHand: 2, reserved: 0 });
    expect(await refund(id, { lines: [{ lineId: lines[0]!.id, quantity: 2 }] })).toMatchObject({
      __typename: "InvalidInput",
      path: ["lines", "0", "quantity"],
    });
  });

  test("for all that was delivered and came back makes it RETURNED", async () => {
    const { id, skus } = await confirmed();
    await deliver((await fulfil(id)).fulfilment.id);
    expect(await refund(id, { restock: true })).toMatchObject({
      order: { status: "RETURNED", paymentStatus: "REFUNDED", refunded: { amount: 5_850 } },
    });
    expect(world.inventory.stockOf(skus[0])).toEqual({ onHand: 3, reserved: 0 });
    expect(await statuses(id)).toEqual(["PLACED", "CONFIRMED", "SHIPPED", "DELIVERED", "RETURNED"]);
  });

  test("for what is left to send completes an order that was sent in part", async () => {
    const { id, lines } = await confirmed();
    await fulfil(id, { lines: [{ lineId: lines[0]!.id, quantity: 3 }] });
    await refund(id, { lines: [{ lineId: lines[1]!.id, quantity: 2 }], restock: true });
    expect(await statuses(id)).toEqual(["PLACED", "CONFIRMED", "PARTIALLY_SHIPPED", "SHIPPED"]);
  });

  test("that the provider declines changes nothing and can be tried again", async () => {
    await inWorld(async (other) => {
      other.inventory.setStock("TEA", 1);
      const { order } = await other.place(placement(other.carts.newCart({ TEA: 1 })));
      other.payments.declineRefunds();
      const input = keyed({ orderId: order.id, reason: "Broken", restock: true });
      expect(await other.ask(refundOrderMutation, input, staff)).toMatchObject({ __typename: "RefundDeclined" });
      expect(await other.order(order.id)).toMatchObject({ paymentStatus: "CAPTURED", refunded: { amount: 0 } });
      expect(other.inventory.stockOf("TEA").reserved).toBe(1);
      expect((await other.cancel(order.id)).__typename).toBe("OrderCancelled");
    });
  });

  test("while payments is away is done later", async () => {
    const { id } = await confirmed();
    world.payments.fail("RefundPayment", "answer-lost");
    expect(await refund(id, { amount: { amount: 100, currency: "USD" } })).toMatchObject({
      order: { refunded: { amount: 0 } },
    });
    expect(await world.cancel(id)).toMatchObject({ __typename: "OrderNotCancellable" });
    world.payments.heal();
    await eventually(async () => {
      await world.hurry();
      expect(await world.order(id)).toMatchObject({ paymentStatus: "PARTIALLY_REFUNDED", refunded: { amount: 100 } });
    });
    expect(world.payments.moneyOf(id).refunded).toBe(100);
  });

  test.each([
    ["amount and lines", { amount: { amount: 1, currency: "USD" }, lines: [{ lineId: "x", quantity: 1 }] }, ["amount"]],
    ["nothing", { amount: { amount: 0, currency: "USD" } }, ["amount", "amount"]],
    ["less than nothing", { amount: { amount: -1, currency: "USD" } }, ["amount", "amount"]],
    ["another currency", { amount: { amount: 1, currency: "EUR" } }, ["amount", "currency"]],
    ["an amount for pieces unsaid", { amount: { amount: 1, currency: "USD" }, restock: true }, ["restock"]],
    ["no reason", { reason: "" }, ["reason"]],
  ])("of %s is invalid", async (_, input, path) => {
    const { id } = await confirmed();
    expect(await refund(id, input)).toMatchObject({ __typename: "InvalidInput", path });
  });

  test("of an order that took none is refused", async () => {
    world.inventory.setStock("NONE", 0);
    await world.place(placement(world.carts.newCart({ NONE: 1 })));
    const { edges } = await world.ask(`{ orders(filter: { status: REJECTED }) { edges { node { id } } } }`, {}, staff);
    expect(await refund(edges[0].node.id)).toMatchObject({ __typename: "OrderNotRefundable" });
    expect(await refund("nonsense")).toMatchObject({ __typename: "OrderNotFound" });
  });
});
