import { randomUUID } from "node:crypto";
import { eventOf, paymentCompleted } from "@angidi/event-contracts";
import { openEventLog } from "@angidi/events";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readConfig } from "../src/config.ts";
import {
  cancelOrderEditMutation,
  completePaymentActionMutation,
  editOrderMutation,
  fulfilOrderMutation,
  refundOrderMutation,
} from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { type Answer, makeWorld, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
});
afterAll(() => world.stop());

const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });

/** An order of 6 and 4 pieces of two SKUs, of which there are 10 each; and one more that may be added. */
async function confirmed() {
  const skus = [randomUUID(), randomUUID(), randomUUID()] as const;
  for (const sku of skus) world.inventory.setStock(sku, 10);
  const { order } = await world.place(placement(world.carts.newCart({ [skus[0]]: 6, [skus[1]]: 4 })));
  return { id: order.id as string, lines: order.lines as { id: string }[], skus };
}
type Bought = Awaited<ReturnType<typeof confirmed>>;

/** What callers do to an order, all at once. */
const acts = {
  cancel: ({ id }: Bought) => world.cancel(id),
  cancelPieces: ({ id, lines }: Bought) => world.cancel(id, {}, { lines: [{ lineId: lines[0]!.id, quantity: 1 }] }),
  fulfil: ({ id, lines }: Bought) =>
    world.ask(fulfilOrderMutation, keyed({ orderId: id, lines: [{ lineId: lines[1]!.id, quantity: 1 }] }), staff),
  editForLess: ({ id, lines }: Bought) =>
    world.ask(editOrderMutation, keyed({ orderId: id, lines: [{ lineId: lines[0]!.id, quantity: 2 }] })),
  editForMore: ({ id, skus }: Bought) =>
    world.ask(
      editOrderMutation,
      keyed({
        orderId: id,
        add: [{ variantId: `variant of ${skus[2]}`, quantity: 1 }],
        payment: { provider: "TEST", paymentMethod: testCard.good },
      }),
    ),
  editAndConfirm: async ({ id, skus }: Bought) => {
    const answer = await world.ask(
      editOrderMutation,
      keyed({
        orderId: id,
        add: [{ variantId: `variant of ${skus[2]}`, quantity: 2 }],
        payment: { provider: "TEST", paymentMethod: testCard.needsAction },
      }),
    );
    if (answer.__typename !== "OrderEditActionRequired") return answer;
    return world.ask(completePaymentActionMutation, {
      input: { orderId: id, editId: answer.edit.id, outcome: "SUCCEEDED" },
    });
  },
  editAndCallOff: async ({ id, skus }: Bought) => {
    const answer = await world.ask(
      editOrderMutation,
      keyed({
        orderId: id,
        add: [{ variantId: `variant of ${skus[2]}`, quantity: 1 }],
        payment: { provider: "TEST", paymentMethod: testCard.needsAction },
      }),
    );
    if (answer.__typename !== "OrderEditActionRequired") return answer;
    const { id: editId } = answer.edit;
    const [calledOff] = await Promise.all([
      world.ask(cancelOrderEditMutation, keyed({ orderId: id, editId })),
      world.ask(completePaymentActionMutation, { input: { orderId: id, editId, outcome: "SUCCEEDED" } }),
    ]);
    return calledOff;
  },
  refundAmount: ({ id }: Bought) =>
    world.ask(
      refundOrderMutation,
      keyed({ orderId: id, amount: { amount: 300, currency: "USD" }, reason: "Late", restock: false }),
      staff,
    ),
  refundPieces: ({ id, lines }: Bought) =>
    world.ask(
      refundOrderMutation,
      keyed({ orderId: id, lines: [{ lineId: lines[1]!.id, quantity: 1 }], reason: "Broken", restock: true }),
      staff,
    ),
} as const;

const answers = new Set([
  ...["OrderCancelled", "OrderLinesCancelled", "OrderNotCancellable", "OrderFulfilled", "OrderNotFulfillable"],
  ...["OrderEdited", "OrderNotEditable", "OrderEditNotPaid", "PaymentActionCompleted", "OrderRefunded"],
  ...["OrderEditCancelled", "OrderEditNotCancellable", "OrderNotRefundable", "RefundExceedsPayment", "InvalidInput"],
]);

/** A small generator of numbers, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Nothing of the order is under way any more, and all books agree on it. */
async function expectAgreement({ id, skus }: Bought): Promise<void> {
  await eventually(
    async () => {
      await world.hurry();
      const order = await world.order(id, staff);
      const [open] = await world.database.query<{ open: number }>(
        "test.open",
        `SELECT (SELECT count(*) FROM refunds r WHERE r.order_id = o.id AND status = 'PENDING')
           + (SELECT count(*) FROM fulfilments f WHERE f.order_id = o.id AND status = 'PENDING')
           + (o.direction <> 'SETTLED')::integer AS open
         FROM orders o WHERE o.number = $1`,
        [order.number],
      );
      expect(open).toEqual({ open: 0 });
      expect(world.payments.heldOf(id)).toBe(order.total.amount - order.refunded.amount);
      expect(await reservedOf(skus)).toEqual(
        order.status === "CANCELLED" ? [0, 0, 0] : await leftToSend(order.number, skus),
      );
    },
    { timeout: 20_000 },
  );
}

const reservedOf = async (skus: readonly string[]) => skus.map((sku) => world.inventory.stockOf(sku).reserved);

/** By the order's own rows: what it consists of, less what was sent and what was withdrawn. */
async function leftToSend(number: string, skus: readonly string[]): Promise<number[]> {
  const rows = await world.database.query<{ sku: string; left: number }>(
    "test.left",
    `SELECT l.sku, sum(l.quantity
       - coalesce((SELECT sum(f.quantity) FROM fulfilment_lines f WHERE f.line_id = l.id), 0)
       - coalesce((SELECT sum(r.withdrawn) FROM refund_lines r JOIN refunds USING (buyer_id, order_id)
           WHERE r.line_id = l.id AND refunds.id = r.refund_id AND refunds.status <> 'DECLINED'), 0))::integer AS left
     FROM order_lines l JOIN orders o ON o.id = l.order_id
     WHERE o.number = $1 AND l.removed_in IS NULL GROUP BY l.sku`,
    [number],
  );
  return skus.map((sku) => rows.find((row) => row.sku === sku)?.left ?? 0);
}

test.each([1, 2, 3, 4, 5, 6])(
  "whatever ten callers do to an order at once (%d), each is answered by a type and the books agree",
  async (seed) => {
    const next = numbers(seed);
    const bought = await confirmed();
    const names = Object.keys(acts) as (keyof typeof acts)[];
    const chosen = Array.from({ length: 10 }, () => names[Math.floor(next() * names.length)]!);
    const log = openEventLog(readConfig(world.store.environment).events);
    const data = { paymentId: "p", orderId: bought.id, buyerId: "b", amount: 1, currency: "USD", code: null };
    const webhook = log.append([
      eventOf(paymentCompleted, { source: "payments", subject: bought.id, subjectVersion: 1, data }),
    ]);
    const got: Answer[] = await Promise.all(chosen.map((name) => acts[name](bought)));
    await webhook;
    await log.close();
    for (const [index, { __typename }] of got.entries())
      expect([chosen[index], answers.has(__typename), __typename]).toEqual([chosen[index], true, __typename]);
    await expectAgreement(bought);
  },
  30_000,
);

test("of a whole cancellation, a parcel and an edit that come at once exactly one is begun", async () => {
  for (let round = 0; round < 5; round++) {
    const bought = await confirmed();
    const got = await Promise.all([acts.cancel(bought), acts.fulfil(bought), acts.editForMore(bought)]);
    const begun = got.filter(({ __typename }) =>
      ["OrderCancelled", "OrderFulfilled", "OrderEdited"].includes(__typename),
    );
    // What comes after an edit that was quick is begun too.
    expect(begun.length).toBeGreaterThanOrEqual(1);
    expect(got.map(({ __typename }) => __typename)).not.toEqual(
      expect.arrayContaining(["OrderCancelled", "OrderFulfilled"]),
    );
    await expectAgreement(bought);
  }
}, 30_000);

test("pieces that many cancel at once are cancelled once each, and the last of them cancel the order", async () => {
  const bought = await confirmed();
  const cancelOne = (line: number) =>
    world.cancel(bought.id, {}, { lines: [{ lineId: bought.lines[line]!.id, quantity: 1 }] });
  const got = await Promise.all([...Array(8).fill(0), ...Array(6).fill(1)].map(cancelOne));
  for (const { __typename } of got)
    expect(["OrderLinesCancelled", "OrderCancelled", "InvalidInput", "OrderNotCancellable"]).toContain(__typename);
  expect(got.filter(({ __typename }) => __typename === "OrderLinesCancelled").length).toBe(9);
  await expectAgreement(bought);
  const [last] = (await world.order(bought.id)).lines.filter((line: Answer) => line.id === bought.lines[0]!.id);
  expect(last.quantity).toBe(6);
  const answers = [await cancelOne(0), await cancelOne(1)].map(({ __typename }) => __typename);
  expect(answers).toContain("OrderCancelled");
  expect(await world.order(bought.id)).toMatchObject({ status: "CANCELLED", refunded: { amount: 11_200 } });
  await expectAgreement(bought);
}, 30_000);
