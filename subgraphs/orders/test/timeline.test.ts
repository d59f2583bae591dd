import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeOrderId } from "../src/domain/orderId.ts";
import {
  addOrderNoteMutation,
  completePaymentActionMutation,
  fulfilOrderMutation,
  historyQuery,
  markDeliveredMutation,
  refundOrderMutation,
} from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { type Answer, type Asker, makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  world.inventory.setStock("TEA", 10_000);
});
afterAll(() => world.stop());

const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });
const place = async () => (await world.place(placement(world.carts.newCart({ TEA: 2 })))).order;
const history = async (id: string, asker: Asker = staff): Promise<Answer[]> =>
  (await world.ask(historyQuery, { id }, asker)).history.edges.map(({ node }: Answer) => node);
const told = (entries: Answer[]) => entries.map(({ kind, status, state, by }) => [kind, status ?? state, by.kind]);
const note = (orderId: string, text: string, visibleToShopper: boolean, key = randomUUID()) =>
  world.ask(addOrderNoteMutation, { input: { orderId, text, visibleToShopper, idempotencyKey: key } }, staff);

describe("the history of an order", () => {
  test("tells all that happened, and who did it", async () => {
    const { id } = await place();
    const { fulfilment } = await world.ask(fulfilOrderMutation, keyed({ orderId: id }), staff);
    await world.ask(markDeliveredMutation, keyed({ fulfilmentId: fulfilment.id }), staff);
    const amount = { amount: 100, currency: "USD" };
    await world.ask(refundOrderMutation, keyed({ orderId: id, amount, reason: "A scratch", restock: false }), staff);
    await note(id, "Was kind", false);

    const entries = await history(id);
    expect(entries.map(({ position }) => position)).toEqual(entries.map((_, index) => index + 1));
    expect(told(entries)).toEqual([
      ["STATUS", "PLACED", "GUEST"],
      ["PAYMENT", "CAPTURED", "SYSTEM"],
      ["STATUS", "CONFIRMED", "SYSTEM"],
      ["PARCEL", "SHIPPED", "STAFF"],
      ["STATUS", "SHIPPED", "SYSTEM"],
      ["PARCEL", "DELIVERED", "STAFF"],
      ["STATUS", "DELIVERED", "STAFF"],
      ["REFUND", "PENDING", "STAFF"],
      ["REFUND", "COMPLETED", "SYSTEM"],
      ["PAYMENT", "PARTIALLY_REFUNDED", "SYSTEM"],
      ["NOTE", null, "STAFF"],
    ]);
    expect(entries.find(({ state }) => state === "PARTIALLY_REFUNDED").amount).toEqual({ amount: 100 });
  });

  test("tells of a cancellation who asked for it and why", async () => {
    const customer = { userId: randomUUID() };
    const cart = world.carts.newCart({ TEA: 1 }, { customerId: customer.userId });
    const { order } = await world.place(placement(cart), customer);
    await world.cancel(order.id, customer);
    expect(told(await history(order.id, customer)).slice(3)).toEqual([
      ["CANCELLATION", "REQUESTED", "CUSTOMER"],
      ["PAYMENT", "REFUNDED", "SYSTEM"],
      ["STATUS", "CANCELLED", "SYSTEM"],
    ]);
    expect((await history(order.id, customer)).at(-1).text).toBe("Changed my mind");
  });

  test("tells of a payment that the shopper had to confirm, once", async () => {
    const cart = world.carts.newCart({ TEA: 1 });
    const { order } = await world.place(placement(cart, paidBy(testCard.needsAction)));
    const input = { orderId: order.id, outcome: "SUCCEEDED" };
    await Promise.all([1, 2].map(() => world.ask(completePaymentActionMutation, { input })));
    expect(told(await history(order.id))).toEqual([
      ["STATUS", "PLACED", "GUEST"],
      ["PAYMENT", "REQUIRES_ACTION", "SYSTEM"],
      ["PAYMENT", "CAPTURED", "SYSTEM"],
      ["STATUS", "CONFIRMED", "SYSTEM"],
    ]);
  });

  test("is read page by page, and what is for staff is left out for shoppers", async () => {
    const { id } = await place();
    await note(id, "Looks like a reseller", false);
    await note(id, "Will be sent on Monday", true);
    expect((await history(id, {})).map(({ position }) => position)).toEqual([1, 2, 3, 5]);
    const { notes } = await world.ask(historyQuery, { id });
    expect(notes).toEqual([{ text: "Will be sent on Monday", visibleToShopper: true, by: { kind: "STAFF" } }]);
    expect((await world.ask(historyQuery, { id }, staff)).notes).toHaveLength(2);

    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: Answer = (await world.ask(historyQuery, { id, first: 2, after }, staff)).history;
      seen.push(...page.edges.map(({ node }: Answer) => node.position));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  test("leaves changes of the status numbered among themselves, whatever else happens in between", async () => {
    const { id } = await place();
    await Promise.all(Array.from({ length: 5 }, (_, count) => note(id, `Note ${count}`, true)));
    await world.ask(fulfilOrderMutation, keyed({ orderId: id }), staff);
    const { timeline } = await world.order(id);
    expect(timeline.map(({ sequence, status }: Answer) => [sequence, status])).toEqual([
      [1, "PLACED"],
      [2, "CONFIRMED"],
      [3, "SHIPPED"],
    ]);
    const positions = (await history(id)).map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
  });

  test("of many orders takes one statement", async () => {
    const customer = { userId: randomUUID() };
    for (let count = 0; count < 3; count++) {
      const cart = world.carts.newCart({ TEA: 1 }, { customerId: customer.userId });
      await world.place(placement(cart), customer);
    }
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on User { orders(first: 3) { edges { node {
      notes { text } history(first: 2) { edges { node { kind } } } } } } } } }`;
    const r = [{ __typename: "User", id: customer.userId }];
    const { statements } = await countStatements(() => world.ask(query, { r }, customer));
    expect(statements.map(({ label }) => label).sort()).toEqual([
      "orders.historiesOf",
      "orders.notesOf",
      "orders.ofCustomers",
    ]);
  });

  test("can be changed by nobody", async () => {
    const { buyerId } = decodeOrderId((await place()).id)!;
    for (const [label, change] of Object.entries([
      "UPDATE order_timeline SET data = '{}' WHERE buyer_id = $1",
      "UPDATE order_timeline SET at = now() WHERE buyer_id = $1",
      "DELETE FROM order_timeline WHERE buyer_id = $1",
    ])) {
      await expect(world.database.query(`test.change.${label}`, change, [buyerId])).rejects.toThrow("append-only");
    }
    await expect(world.database.query("test.empty", "TRUNCATE order_timeline", [])).rejects.toThrow("append-only");
  });
});

describe("a note", () => {
  test("is written once by one key", async () => {
    const { id } = await place();
    const key = randomUUID();
    await Promise.all([1, 2, 3].map(() => note(id, "Rang the bell", true, key)));
    expect((await world.ask(historyQuery, { id })).notes).toHaveLength(1);
    expect(await note(id, "Rang twice", true, key)).toMatchObject({ __typename: "IdempotencyKeyReused" });
  });

  test.each(["", " \n ", "x".repeat(2_001), "bell \u0007"])("of %j is refused", async (text) => {
    const { id } = await place();
    expect(await note(id, text, true)).toMatchObject({ __typename: "InvalidInput", path: ["text"] });
  });
});
