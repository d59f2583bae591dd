import { randomUUID } from "node:crypto";
import { countStatements, eventually, requestOf } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeOrderId } from "../src/domain/orderId.ts";
import {
  approveReturnMutation,
  cancelReturnMutation,
  declineReturnMutation,
  fulfilOrderMutation,
  historyQuery,
  markDeliveredMutation,
  receiveReturnMutation,
  refundOrderMutation,
  requestReturnMutation,
} from "./world/operations.ts";
import { type Answer, type Asker, inWorld, makeWorld, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
});
afterAll(() => world.stop());

const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });

/** An order of 3 and 2 pieces of two SKUs that nobody else buys, at 10.70 each with taxes, and 5.00 of shipping. */
async function confirmed(there = world, asker: Asker = {}) {
  const skus = [randomUUID(), randomUUID()] as const;
  there.inventory.setStock(skus[0], 3);
  there.inventory.setStock(skus[1], 2);
  const cart = there.carts.newCart({ [skus[0]]: 3, [skus[1]]: 2 }, asker.userId ? { customerId: asker.userId } : {});
  const { order } = await there.place(placement(cart), asker);
  const [first, second] = order.lines as [{ id: string }, { id: string }];
  return { id: order.id as string, first: first.id, second: second.id, skus };
}
async function delivered(there = world, asker: Asker = {}) {
  const order = await confirmed(there, asker);
  const { fulfilment } = await there.ask(fulfilOrderMutation, keyed({ orderId: order.id }), staff);
  await there.ask(markDeliveredMutation, keyed({ fulfilmentId: fulfilment.id }), staff);
  return order;
}
const pieces = (lineId: string, quantity: number) => ({ lineId, quantity });
const back = (lineId: string, quantity: number, condition = "RESTOCK") => ({ lineId, quantity, condition });

const request = (orderId: string, lines: object[], asker: Asker = {}, input = {}, there = world) =>
  there.ask(requestReturnMutation, keyed({ orderId, lines, reason: "DOES_NOT_FIT", ...input }), asker);
const approve = (returnId: string, there = world) =>
  there.ask(approveReturnMutation, { input: { returnId, note: "Send it to Leeds" } }, staff);
const receive = (returnId: string, lines: object[], input = {}, there = world) =>
  there.ask(receiveReturnMutation, keyed({ returnId, lines, ...input }), staff);
const cancel = (returnId: string, asker: Asker = {}) => world.ask(cancelReturnMutation, { input: { returnId } }, asker);

/** A return that was approved. */
async function approved(orderId: string, lines: object[], there = world): Promise<string> {
  const { return: wanted } = await request(orderId, lines, {}, {}, there);
  await approve(wanted.id, there);
  return wanted.id;
}
const onHand = (sku: string) => world.inventory.stockOf(sku).onHand;

describe("a return", () => {
  test("is asked for, approved, received, put back and paid back, and its order is RETURNED", async () => {
    const order = await delivered();
    const all = [pieces(order.first, 3), pieces(order.second, 2)];
    const asked = await request(order.id, all, {}, { comment: "Both too small" });
    expect(asked).toMatchObject({
      __typename: "ReturnRequested",
      return: { status: "REQUESTED", reason: "DOES_NOT_FIT", comment: "Both too small", lines: [{}, {}] },
    });
    expect(await approve(asked.return.id)).toMatchObject({ return: { status: "APPROVED", note: "Send it to Leeds" } });
    const received = await receive(asked.return.id, [back(order.first, 3), back(order.second, 2)]);
    expect(received).toMatchObject({
      __typename: "ReturnReceived",
      return: { status: "REFUNDED", order: { status: "RETURNED", refunded: { amount: 5_350 } } },
    });
    expect(order.skus.map(onHand)).toEqual([3, 2]);
    expect(world.payments.moneyOf(order.id).refunded).toBe(5_350);

    const { history } = await world.ask(historyQuery, { id: order.id });
    const told = history.edges
      .map(({ node }: Answer) => [node.kind, node.status ?? node.state, node.by.kind])
      .slice(-8);
    expect(told).toEqual([
      ["RETURN", "REQUESTED", "GUEST"],
      ["RETURN", "APPROVED", "STAFF"],
      ["RETURN", "RECEIVED", "STAFF"],
      ["REFUND", "PENDING", "STAFF"],
      ["REFUND", "COMPLETED", "SYSTEM"],
      ["PAYMENT", "PARTIALLY_REFUNDED", "SYSTEM"],
      ["STATUS", "RETURNED", "SYSTEM"],
      ["RETURN", "REFUNDED", "SYSTEM"],
    ]);
    const [last] = await world.database.query<{ type: string }>(
      "test.lastEvent",
      "SELECT type FROM outbox WHERE subject = $1 ORDER BY position DESC LIMIT 1",
      [order.id],
    );
    expect(last!.type).toBe("order.returned");
  });

  test("of a part is paid to the last minor unit, less the fee, and only what can be sold again goes back into stock", async () => {
    const order = await delivered();
    const id = await approved(order.id, [pieces(order.first, 3)]);
    const came = [back(order.first, 1), back(order.first, 1, "WRITE_OFF")];
    expect(await receive(id, came, { restockingFee: { amount: 300, currency: "USD" } })).toMatchObject({
      return: {
        status: "REFUNDED",
        restockingFee: { amount: 300 },
        lines: [{ quantity: 3, restocked: 1, writtenOff: 1 }],
        order: { status: "DELIVERED", refunded: { amount: 1_840 } },
      },
    });
    expect(onHand(order.skus[0])).toBe(1);
    // What did not come back may still be sent.
    expect(await request(order.id, [pieces(order.first, 2)])).toMatchObject({ path: ["lines", "0", "quantity"] });
    expect(await request(order.id, [pieces(order.first, 1)])).toMatchObject({ __typename: "ReturnRequested" });
  });

  test("of pieces that were paid back before gives no money again", async () => {
    const order = await delivered();
    const lines = [{ lineId: order.first, quantity: 2 }];
    await world.ask(refundOrderMutation, keyed({ orderId: order.id, lines, reason: "Broken", restock: false }), staff);
    const id = await approved(order.id, [pieces(order.first, 3)]);
    expect(await receive(id, [back(order.first, 3)])).toMatchObject({
      return: { status: "REFUNDED", order: { refunded: { amount: 3 * 1_070 } } },
    });
    expect(onHand(order.skus[0])).toBe(3);
  });

  test("never gives back more than what is left of the order's money", async () => {
    const order = await delivered();
    const amount = { amount: 5_000, currency: "USD" };
    await world.ask(refundOrderMutation, keyed({ orderId: order.id, amount, reason: "Late", restock: false }), staff);
    const id = await approved(order.id, [pieces(order.first, 3), pieces(order.second, 2)]);
    expect(await receive(id, [back(order.first, 3), back(order.second, 2)])).toMatchObject({
      return: { order: { status: "RETURNED", paymentStatus: "REFUNDED", refunded: { amount: 5_850 } } },
    });
  });

  test("does not come back again when staff have put its pieces back already", async () => {
    const order = await delivered();
    const id = await approved(order.id, [pieces(order.first, 3)]);
    const refund = { orderId: order.id, lines: [pieces(order.first, 2)], reason: "Late", restock: true };
    await world.ask(refundOrderMutation, keyed(refund), staff);
    expect(await receive(id, [back(order.first, 2)])).toMatchObject({ path: ["lines", "0", "quantity"] });
    expect(await receive(id, [back(order.first, 1)])).toMatchObject({ return: { status: "REFUNDED" } });
    expect(onHand(order.skus[0])).toBe(3);
    expect(world.payments.moneyOf(order.id).refunded).toBe(3 * 1_070);
  });

  test("is declined or called off, and its pieces are free for another", async () => {
    const order = await delivered();
    const wanted = [pieces(order.first, 3)];
    const first = (await request(order.id, wanted)).return.id;
    expect(await request(order.id, wanted)).toMatchObject({ __typename: "InvalidInput" });
    const decline = { input: { returnId: first, note: "Worn" } };
    for (const _ of [1, 2]) {
      expect(await world.ask(declineReturnMutation, decline, staff)).toMatchObject({
        return: { status: "DECLINED", note: "Worn" },
      });
    }
    expect(await cancel(first)).toMatchObject({ __typename: "ReturnNotOpen" });
    const second = (await request(order.id, wanted)).return.id;
    for (const _ of [1, 2]) expect(await cancel(second)).toMatchObject({ return: { status: "CANCELLED" } });
    expect(await approve(second)).toMatchObject({ __typename: "ReturnNotOpen" });

    const third = await approved(order.id, wanted);
    expect(await cancel(third)).toMatchObject({ __typename: "ReturnNotOpen" });
    expect(await cancel(third, staff)).toMatchObject({ return: { status: "CANCELLED" } });
  });

  test("that the provider does not pay back waits for staff, who try again with the same pieces", async () => {
    await inWorld(async (other) => {
      const order = await delivered(other);
      const id = await approved(order.id, [pieces(order.first, 2)], other);
      other.payments.declineRefunds();
      expect(await receive(id, [back(order.first, 2)], {}, other)).toMatchObject({
        return: { status: "REFUND_DECLINED", order: { refunded: { amount: 0 } } },
      });
      expect(other.inventory.stockOf(order.skus[0]).onHand).toBe(2);
      expect(await request(order.id, [pieces(order.first, 2)], {}, {}, other)).toMatchObject({
        __typename: "InvalidInput",
      });

      other.payments.declineRefunds(false);
      expect(await receive(id, [back(order.first, 1)], {}, other)).toMatchObject({ path: ["lines"] });
      expect(await receive(id, [back(order.first, 2)], {}, other)).toMatchObject({
        return: { status: "REFUNDED", order: { refunded: { amount: 2_140 } } },
      });
      expect(other.inventory.stockOf(order.skus[0]).onHand).toBe(2);
    });
  });

  test.each(["Restock", "RefundPayment"])("is finished later when the answer of %s is lost", async (operation) => {
    const order = await delivered();
    const id = await approved(order.id, [pieces(order.first, 3), pieces(order.second, 2)]);
    const neighbour = operation === "Restock" ? world.inventory : world.payments;
    neighbour.fail(operation, "answer-lost");
    expect(await receive(id, [back(order.first, 3), back(order.second, 2)])).toMatchObject({
      return: { status: "RECEIVED" },
    });
    neighbour.heal();
    await world.until(order.id, "RETURNED");
    await eventually(async () => {
      const { returns } = await world.ask("query($id: ID!) { order(id: $id) { returns { status } } }", {
        id: order.id,
      });
      expect(returns).toEqual([{ status: "REFUNDED" }]);
    });
    expect(order.skus.map(onHand)).toEqual([3, 2]);
    expect(world.payments.moneyOf(order.id).refunded).toBe(5_350);
  });

  test("that cannot be finished is left to staff, who take it up again", async () => {
    const order = await delivered();
    const id = await approved(order.id, [pieces(order.first, 1)]);
    world.inventory.fail("Restock", "unreachable");
    await receive(id, [back(order.first, 1)]);
    await world.database.query(
      "test.tiredReturn",
      `UPDATE orders_jobs.job SET data = data || '{"attempt": 29}' WHERE name = 'return'`,
    );
    const attention = `query($id: ID!) { order(id: $id) { attention { sagas { saga step } } returns { status } } }`;
    await eventually(async () => {
      await world.hurry();
      const { attention: waiting } = await world.ask(attention, { id: order.id }, staff);
      expect(waiting?.sagas).toEqual([{ saga: "RETURN", step: "restock" }]);
    });
    world.inventory.heal();
    const resume = `mutation($input: ResumeOrderInput!) { resumeOrder(input: $input) { __typename } }`;
    await world.ask(resume, { input: { orderId: order.id } }, staff);
    expect(await world.ask(attention, { id: order.id }, staff)).toEqual({
      attention: null,
      returns: [{ status: "REFUNDED" }],
    });
  });
});

describe("at once", () => {
  test("no piece is in two returns", async () => {
    const order = await delivered();
    const answers = await Promise.all([1, 2, 3, 4].map(() => request(order.id, [pieces(order.first, 2)])));
    expect(answers.filter(({ __typename }) => __typename === "ReturnRequested")).toHaveLength(1);
  });

  test("nothing comes back or is paid back twice", async () => {
    const order = await delivered();
    const id = await approved(order.id, [pieces(order.first, 3)]);
    const one = randomUUID();
    const lines = [back(order.first, 3)];
    const refund = { orderId: order.id, lines: [pieces(order.first, 3)], reason: "Late", restock: true };
    await Promise.all([
      receive(id, lines, { idempotencyKey: one }),
      receive(id, lines, { idempotencyKey: one }),
      receive(id, lines),
      receive(id, lines),
      world.ask(refundOrderMutation, keyed(refund), staff),
      cancel(id, staff),
    ]);
    await eventually(async () => {
      await world.hurry();
      const pending = await world.database.query(
        "test.pendingRefunds",
        "SELECT 1 FROM refunds WHERE order_id = $1 AND status = 'PENDING'",
        [decodeOrderId(order.id)!.id],
      );
      expect(pending).toEqual([]);
    });
    expect(onHand(order.skus[0])).toBe(3);
    expect(world.payments.moneyOf(order.id).refunded).toBe(3 * 1_070);
  });

  test("one key asks for one return, and another input is refused", async () => {
    const order = await delivered();
    const input = { idempotencyKey: randomUUID() };
    const ask = (quantity: number) => request(order.id, [pieces(order.first, quantity)], {}, input);
    const answers = await Promise.all([ask(1), ask(1), ask(1)]);
    expect(new Set(answers.map((answer) => answer.return?.id)).size).toBe(1);
    expect(await ask(2)).toMatchObject({ __typename: "IdempotencyKeyReused" });
  });
});

describe("who may", () => {
  test("ask for a return: the owner, staff, and whoever knows the id of a guest's order", async () => {
    const owner = { userId: randomUUID() };
    const own = await delivered(world, owner);
    const guests = await delivered();
    const other = { userId: randomUUID() };
    expect(await request(own.id, [pieces(own.first, 1)], other)).toMatchObject({ __typename: "OrderNotFound" });
    const { return: wanted } = await request(own.id, [pieces(own.first, 1)], owner);
    expect(await cancel(wanted.id, other)).toMatchObject({ __typename: "ReturnNotFound" });
    for (const asker of [other, {}, staff]) {
      expect(await request(guests.id, [pieces(guests.first, 1)], asker)).toMatchObject({
        __typename: "ReturnRequested",
      });
    }
  });

  test("decide on it and see all returns: staff", async () => {
    const operations = [
      `{ returns { edges { node { id } } } }`,
      `mutation { approveReturn(input: { returnId: "x" }) { __typename } }`,
      `mutation { declineReturn(input: { returnId: "x", note: "n" }) { __typename } }`,
      `mutation { receiveReturn(input: { idempotencyKey: "k", returnId: "x", lines: [{ lineId: "l", quantity: 1, condition: RESTOCK }] }) { __typename } }`,
    ];
    const codeOf = async (operation: string, asker: Asker) =>
      (await world.transport.execute(requestOf(operation, {}, asker, world.signingKey))).errors?.[0]?.extensions.code;
    for (const operation of operations) {
      for (const asker of [{}, { userId: randomUUID() }]) expect(await codeOf(operation, asker)).toBe("FORBIDDEN");
      expect(await codeOf(operation, staff)).toBeUndefined();
    }
  });

  test("send back what arrived too long ago: staff alone", async () => {
    await inWorld(
      async (other) => {
        const order = await delivered(other);
        const lines = [pieces(order.first, 1)];
        expect(await request(order.id, lines, {}, {}, other)).toMatchObject({ __typename: "OrderNotReturnable" });
        expect(await request(order.id, lines, staff, {}, other)).toMatchObject({ __typename: "ReturnRequested" });
      },
      { environment: { RETURN_WINDOW: "0" } },
    );
  });
});

describe("what cannot be sent back", () => {
  test("is what has not arrived", async () => {
    const order = await confirmed();
    expect(await request(order.id, [pieces(order.first, 1)])).toMatchObject({ __typename: "OrderNotReturnable" });
    const lines = [{ lineId: order.first, quantity: 1 }];
    const { fulfilment } = await world.ask(fulfilOrderMutation, keyed({ orderId: order.id, lines }), staff);
    await world.ask(markDeliveredMutation, keyed({ fulfilmentId: fulfilment.id }), staff);
    expect(await request(order.id, [pieces(order.first, 2)])).toMatchObject({ path: ["lines", "0", "quantity"] });
    expect(await request(order.id, [pieces(order.first, 1)])).toMatchObject({ __typename: "ReturnRequested" });
  });

  test.each([
    ["nothing", () => [], ["lines"]],
    ["another order's line", () => [pieces(randomUUID(), 1)], ["lines", "0", "lineId"]],
    ["no piece", (line: string) => [pieces(line, 0)], ["lines", "0", "quantity"]],
    ["too many", (line: string) => [pieces(line, 4)], ["lines", "0", "quantity"]],
    ["a line twice", (line: string) => [pieces(line, 1), pieces(line, 1)], ["lines", "1", "lineId"]],
  ])("is %s", async (_, lines, path) => {
    const order = await delivered();
    expect(await request(order.id, lines(order.first))).toMatchObject({ __typename: "InvalidInput", path });
  });

  test("is not received either", async () => {
    const order = await delivered();
    const { return: wanted } = await request(order.id, [pieces(order.first, 2)]);
    const one = [back(order.first, 1)];
    expect(await receive(wanted.id, one)).toMatchObject({ __typename: "ReturnNotOpen" });
    expect(await receive("nonsense", one)).toMatchObject({ __typename: "ReturnNotFound" });
    await approve(wanted.id);
    for (const [lines, path] of [
      [[back(order.first, 3)], ["lines", "0", "quantity"]],
      [
        [back(order.first, 2), back(order.first, 1, "WRITE_OFF")],
        ["lines", "1", "quantity"],
      ],
      [[back(order.second, 1)], ["lines", "0", "lineId"]],
    ] as const) {
      expect(await receive(wanted.id, [...lines])).toMatchObject({ __typename: "InvalidInput", path });
    }
    for (const fee of [
      { amount: 1_071, currency: "USD" },
      { amount: -1, currency: "USD" },
      { amount: 1, currency: "EUR" },
    ]) {
      expect(await receive(wanted.id, one, { restockingFee: fee })).toMatchObject({ path: ["restockingFee"] });
    }
  });
});

test("Staff list returns newest first, by status, page by page, with two statements a page", async () => {
  await inWorld(async (other) => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) {
      const order = await delivered(other);
      ids.unshift((await request(order.id, [pieces(order.first, 1)], {}, {}, other)).return.id);
    }
    await approve(ids[1]!, other);
    const query = `query($first: Int!, $after: String, $filter: ReturnFilter) { returns(first: $first, after: $after, filter: $filter) {
      edges { node { id order { number } } } pageInfo { hasNextPage endCursor } } }`;
    const list = async (filter: object) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Answer = await other.ask(query, { first: 2, after, filter }, staff);
        seen.push(...page.edges.map(({ node }: Answer) => node.id));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      return seen;
    };
    expect(await list({})).toEqual(ids);
    expect(await list({ statuses: ["APPROVED"] })).toEqual([ids[1]]);
    expect(await list({ statuses: ["APPROVED", "REQUESTED"] })).toEqual(ids);
    const { statements } = await countStatements(() => other.ask(query, { first: 5 }, staff));
    expect(statements.map(({ label }) => label)).toEqual(["orders.returns", "orders.heads.many"]);
  });
});
