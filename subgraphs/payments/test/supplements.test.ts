import { randomUUID } from "node:crypto";
import { money } from "@angidi/money";
import { countStatements } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { authorisation, checkBooks, eventsOf, newOrderId, staff, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => checkBooks(world.database));
afterAll(() => world.close());

const supplementOf = (orderId: string, changes: object = {}) =>
  authorisation({ orderId, supplementId: randomUUID(), amount: money(250, "USD"), ...changes });

/** An order whose own 10.00 are captured, and a supplement of 2.50 to it that is held. */
async function supplemented() {
  const orderId = await world.captured();
  const input = supplementOf(orderId);
  const state = await world.authorise(input);
  return { orderId, input, state, supplementId: input.supplementId! };
}

describe("a supplement", () => {
  it("is held and taken beside the order's own payment", async () => {
    const { orderId, supplementId, state } = await supplemented();
    expect(state).toMatchObject({ status: "AUTHORIZED", supplementId, captured: 0 });
    expect(await world.capture(orderId, supplementId)).toMatchObject({ status: "CAPTURED", captured: 250 });
    expect(await world.capture(orderId)).toMatchObject({ supplementId: null, status: "CAPTURED", captured: 1_000 });
    expect(await eventsOf(world.database, state.paymentId)).toMatchObject([
      { type: "payment.completed", data: { orderId, supplementId, amount: 250 } },
    ]);
  });

  it("is there once, however many ask at once, and each supplement is one of its own", async () => {
    const { orderId, input, state } = await supplemented();
    for (const repeat of await Promise.all(Array.from({ length: 5 }, () => world.authorise(input)))) {
      expect(repeat).toEqual(state);
    }
    const other = await world.authorise(supplementOf(orderId));
    expect(other.paymentId).not.toBe(state.paymentId);
  });

  it("over another amount is refused under the same id", async () => {
    const { input } = await supplemented();
    const other = { ...input, amount: money(251, "USD") };
    expect(await world.refusals("AuthorisePayment", { input: other })).toEqual(["BAD_USER_INPUT"]);
  });

  it("is let go without touching the order's own payment", async () => {
    const { orderId, supplementId } = await supplemented();
    expect(await world.void(orderId, supplementId)).toMatchObject({ status: "VOIDED", supplementId });
    expect(await world.void(orderId)).toMatchObject({ status: "CAPTURED", supplementId: null });
  });

  it("that was voided before it was asked for is never held, and the order's own payment still can be", async () => {
    const orderId = newOrderId();
    const input = supplementOf(orderId);
    const voided = await world.void(orderId, input.supplementId!);
    expect(await world.authorise(input)).toEqual(voided);
    expect(voided).toMatchObject({ status: "VOIDED", supplementId: input.supplementId });
    expect(await world.authorise({ orderId })).toMatchObject({ status: "AUTHORIZED" });
  });

  it("waits for the shopper by itself", async () => {
    const orderId = await world.captured();
    const input = supplementOf(orderId, { paymentMethod: "pm_card_authenticationRequired" });
    expect(await world.authorise(input)).toMatchObject({ status: "REQUIRES_ACTION" });
    expect(await world.settle(orderId, "SUCCEEDED")).toMatchObject({ supplementId: null, status: "CAPTURED" });
    expect(await world.settle(orderId, "SUCCEEDED", input.supplementId!)).toMatchObject({ status: "AUTHORIZED" });
  });

  it("gives back no more than was taken with it, however much the order's own payment holds", async () => {
    const { orderId, supplementId } = await supplemented();
    await world.capture(orderId, supplementId);
    const amounts = [200, 200, 200, 200];
    const states = await Promise.all([
      ...amounts.map((amount) => world.refund(orderId, amount, randomUUID(), supplementId)),
      ...amounts.map((amount) => world.refund(orderId, 2 * amount)),
    ]);
    const given = states.filter(({ declineCode }) => declineCode === null);
    expect(given).toHaveLength(1 + 2);
    expect(await world.refund(orderId, 50, randomUUID(), supplementId)).toMatchObject({ status: "REFUNDED" });
    expect(await world.refund(orderId, 200)).toMatchObject({ status: "REFUNDED", refunded: 1_000 });
  });

  it("may have a refund of the same id as the order's own payment", async () => {
    const { orderId, supplementId } = await supplemented();
    await world.capture(orderId, supplementId);
    const refundId = randomUUID();
    expect(await world.refund(orderId, 100, refundId)).toMatchObject({ refunded: 100 });
    expect(await world.refund(orderId, 100, refundId, supplementId)).toMatchObject({ refunded: 100 });
  });

  it.each(["", "x".repeat(256)])("cannot have the id %j", async (supplementId) => {
    const input = supplementOf(newOrderId(), { supplementId });
    expect(await world.refusals("AuthorisePayment", { input })).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("the payments of an order", () => {
  it("are its own first, then those of its supplements, of many orders by one statement", async () => {
    const { orderId, supplementId } = await supplemented();
    const second = supplementOf(orderId);
    await world.authorise(second);
    const other = await world.authorised();
    const representations = [orderId, newOrderId(), other].map((id) => ({ __typename: "Order", id }));
    const { result, statements } = await countStatements(() => world.entities(representations, staff));
    expect(result).toMatchObject([
      { id: orderId, payments: [{ supplementId: null }, { supplementId }, { supplementId: second.supplementId }] },
      { payments: [] },
      { id: other, payments: [{ supplementId: null, status: "AUTHORIZED" }] },
    ]);
    expect(statements.map(({ label }) => label)).toEqual(["payments.byOrders"]);
  });

  it("are shown to who pays them, and to nobody else but staff", async () => {
    const own = authorisation();
    await world.authorise(own);
    const order = [{ __typename: "Order", id: own.orderId }];
    expect(await world.entities(order, { userId: own.buyerId })).toMatchObject([{ payments: [{}] }]);
    expect(await world.entities(order, { userId: randomUUID() })).toMatchObject([{ payments: [] }]);
    expect(await world.entities(order, {})).toMatchObject([{ payments: [] }]);
  });
});
