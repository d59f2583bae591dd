import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeOrderId } from "../src/domain/orderId.ts";
import { audit } from "../src/index.ts";
import {
  addOrderNoteMutation,
  approveReturnMutation,
  claimOrderMutation,
  editOrderMutation,
  fulfilOrderMutation,
  markDeliveredMutation,
  receiveReturnMutation,
  refundOrderMutation,
  requestReturnMutation,
} from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { inWorld, makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });

/** Orders on all the ways that there are; gives the one that came back in part. */
async function live(world: World): Promise<string> {
  world.inventory.setStock("TEA", 100);
  const place = async (card = testCard.good) =>
    (await world.place(placement(world.carts.newCart({ TEA: 3 }), paidBy(card)))).order;
  await place(testCard.declined);
  await place(testCard.needsAction);
  await world.cancel((await place()).id);
  const inParts = await place();
  for (const quantity of [1, 2]) {
    const lines = [{ lineId: inParts.lines[0].id, quantity }];
    await world.cancel(inParts.id, {}, { idempotencyKey: randomUUID(), lines });
  }
  await world.ask(claimOrderMutation, { input: { orderId: (await place()).id } }, { userId: randomUUID() });

  const { id: orderId, lines } = await place();
  const line = { lineId: lines[0].id, quantity: 1 };
  await world.ask(addOrderNoteMutation, keyed({ orderId, text: "Handle with care" }), staff);
  const { fulfilment } = await world.ask(fulfilOrderMutation, keyed({ orderId }), staff);
  await world.ask(markDeliveredMutation, keyed({ fulfilmentId: fulfilment.id }), staff);
  await world.ask(refundOrderMutation, keyed({ orderId, lines: [line], reason: "Broken", restock: false }), staff);
  const { return: wanted } = await world.ask(requestReturnMutation, keyed({ orderId, lines: [line], reason: "OTHER" }));
  await world.ask(approveReturnMutation, { input: { returnId: wanted.id } }, staff);
  const came = [{ ...line, condition: "RESTOCK" }];
  await world.ask(receiveReturnMutation, keyed({ returnId: wanted.id, lines: came }), staff);
  return orderId;
}

test("Books that nobody has tampered with agree", async () => {
  await inWorld(async (world) => {
    await live(world);
    expect(await audit(world.database)).toEqual([]);
  });
});

describe("what does not agree is found:", () => {
  let world: World;
  let order: { buyerId: string; id: string };
  beforeAll(async () => {
    world = await makeWorld();
    order = decodeOrderId(await live(world))!;
    // As somebody could who has the database in hand.
    await world.database.query("test.unlock", "ALTER TABLE order_timeline DISABLE TRIGGER USER", []);
  });
  afterAll(() => world.stop());

  const one = "buyer_id = $1 AND id = $2";
  const its = "buyer_id = $1 AND order_id = $2";
  test.each([
    ["Positions", `DELETE FROM order_timeline WHERE ${its} AND kind = 'NOTE'`, "has every position"],
    ["Sequences", `UPDATE orders SET sequence = 9 WHERE ${one}`, "numbered from 1"],
    ["Status", `UPDATE orders SET status = 'RETURNED' WHERE ${one}`, "the last that its timeline tells, and"],
    ["Ways", `UPDATE order_timeline SET status = 'CANCELLED' WHERE ${its} AND sequence = 2`, "as the table of states"],
    ["Payment", `UPDATE orders SET payment_status = 'REFUNDED' WHERE ${one}`, "money stands is the last"],
    [
      "PaymentWays",
      `UPDATE order_timeline SET data = '{"state": "VOIDED"}' WHERE ${its} AND data ->> 'state' = 'CAPTURED'`,
      "as the table of payment states",
    ],
    ["Refunded", `UPDATE orders SET refunded = refunded - 1 WHERE ${one}`, "what its completed refunds"],
    ["Refundable", `UPDATE refunds SET amount = 99999 WHERE ${its}`, "never more than the order's total"],
    ["Returns", `UPDATE returns SET status = 'REFUND_DECLINED' WHERE ${its}`, "A return is paid back by one refund"],
    ["Totals", `UPDATE orders SET total = total + 1 WHERE ${one}`, "total is what its parts make"],
    ["Lines", `UPDATE order_lines SET discount = 1 WHERE ${its}`, "lines add up"],
    [
      "Parts",
      `UPDATE order_lines SET taxes = '[{"amount": 1}]' WHERE ${its}`,
      "The discounts and the taxes of a line add up",
    ],
    ["Pieces", `UPDATE return_lines SET quantity = 4, restocked = 4 WHERE ${its}`, "no more came back"],
    [
      "Keys",
      `UPDATE idempotency_keys SET result_id = translate(result_id, 'ABCDEFGH', 'BCDEFGHA') WHERE $1 <> $2`,
      "key of an order",
    ],
    ["Numbers", `DELETE FROM order_numbers WHERE ${its}`, "found by its number"],
    [
      "UnderWay",
      `WITH gone AS (DELETE FROM orders_jobs.job WHERE $1 <> $2), old AS (UPDATE order_timeline SET at = at - interval '2 hours')
       UPDATE orders SET placed_at = placed_at - interval '2 hours'`,
      "has a job that goes on with it",
    ],
    ["Edited", `UPDATE orders SET direction = 'EDITING' WHERE ${one}`, "one of its edits is under way"],
    ["Claims", `DELETE FROM order_timeline WHERE kind = 'CLAIM' AND $1 <> $2`, "its claimant's"],
  ])("%s", async (label, tamper, rule) => {
    await world.database
      .transaction(async (transaction) => {
        await transaction.query(`test.tamper${label}`, tamper, [order.buyerId, order.id]);
        const found = await audit(transaction);
        expect(found.map((discrepancy) => discrepancy.rule)).toContainEqual(expect.stringContaining(rule));
        throw new Error("and back");
      })
      .catch((error) => {
        if (error.message !== "and back") throw error;
      });
  });
});

describe("what has been under way for long", () => {
  const rule = expect.stringContaining("has a job that goes on with it");
  const older = (world: World) =>
    world.database.transaction(async (open) => {
      await open.query("test.olderTimeline", "UPDATE order_timeline SET at = at - interval '2 hours'", []);
      for (const table of ["order_edits", "refunds", "fulfilments"]) {
        const change = `UPDATE ${table} SET created_at = created_at - interval '2 hours'`;
        await open.query(`test.older.${table}`, change, []);
      }
    });

  test("is a discrepancy once no job goes on with it and it does not wait for staff, whatever it is", async () => {
    await inWorld(async (world) => {
      await world.database.query("test.unlock", "ALTER TABLE order_timeline DISABLE TRIGGER USER", []);
      world.inventory.setStock("TEA", 100);
      const place = async (card = testCard.good) =>
        (await world.place(placement(world.carts.newCart({ TEA: 3 }), paidBy(card)))).order;
      await place(testCard.needsAction);
      const [edited, sent, paidBack] = [await place(), await place(), await place()];
      const more = { lines: [{ lineId: edited.lines[0].id, quantity: 4 }] };
      await world.ask(editOrderMutation, keyed({ orderId: edited.id, ...more, ...paidBy(testCard.needsAction) }));
      world.inventory.fail("FulfilStock", "unreachable");
      await world.ask(fulfilOrderMutation, keyed({ orderId: sent.id }), staff);
      world.payments.fail("RefundPayment", "unreachable");
      const all = { orderId: paidBack.id, reason: "Broken", restock: false };
      await world.ask(refundOrderMutation, keyed(all), staff);

      await older(world);
      expect(await audit(world.database)).toEqual([]);
      // As a queue does that gives a job up.
      await world.database.query("test.giveUp", "UPDATE orders_jobs.job SET state = 'failed'", []);
      const found = await audit(world.database);
      const kinds = found.map(({ detail }) => detail.split(" ")[0]).sort();
      expect([kinds, found]).toEqual([
        ["edit", "fulfilment", "placement", "refund"],
        [{}, {}, {}, {}].map(() => expect.objectContaining({ rule })),
      ]);

      const parked = `UPDATE orders o SET parked_at = now(), parked = CASE direction
        WHEN 'PLACING' THEN '{"placement": {}}'::jsonb
        WHEN 'EDITING' THEN (SELECT jsonb_build_object('edit:' || id, '{}'::jsonb) FROM order_edits e WHERE e.order_id = o.id)
        ELSE coalesce((SELECT jsonb_build_object('refund:' || id, '{}'::jsonb) FROM refunds r WHERE r.order_id = o.id),
          (SELECT jsonb_build_object('fulfilment:' || id, '{}'::jsonb) FROM fulfilments f WHERE f.order_id = o.id)) END`;
      await world.database.query("test.park", parked, []);
      expect(await audit(world.database)).toEqual([]);
    });
  });
});
