import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { describe, expect, test } from "@jest/globals";
import { readWork, UnreadableWork } from "../src/jobs/sagaWork.ts";
import { fulfilOrderMutation, refundOrderMutation } from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { inWorld, paidBy, placement, staff, type World } from "./world/world.ts";

const order = { buyerId: "buyer", id: "order" };
const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });

describe("a job is read whichever version sent it", () => {
  const work = (id: string) => ({ order, id, attempt: 3 });
  test.each([
    ["placement", { order, attempt: 3 }, work("order")],
    ["refund", { order, refundId: "refund", attempt: 3 }, work("refund")],
    ["fulfilment", { fulfilment: { order, id: "parcel", status: "PENDING" }, attempt: 3 }, work("parcel")],
    ["edit", { order, id: "edit", attempt: 3 }, work("edit")],
  ] as const)("%s: %j", (queue, queued, expected) => {
    expect(readWork(queue, queued)).toEqual(expected);
    expect(readWork(queue, expected)).toEqual(expected);
  });

  test("and one that none has sent is told of, not dropped", () => {
    for (const [queue, queued] of [
      ["edit", { order, attempt: 0 }],
      ["refund", { attempt: 0 }],
    ] as const)
      expect(() => readWork(queue, queued as never)).toThrow(UnreadableWork);
  });
});

/** Writes the waiting jobs down as the version before had them. */
async function downgrade(world: World): Promise<void> {
  const forms = {
    placement: "data - 'id'",
    refund: "(data - 'id') || jsonb_build_object('refundId', data -> 'id')",
    fulfilment: "jsonb_build_object('attempt', data -> 'attempt', 'fulfilment', data - 'attempt')",
  };
  for (const [queue, form] of Object.entries(forms)) {
    const statement = `UPDATE orders_jobs.job SET data = ${form} WHERE name = '${queue}' AND state = 'created'`;
    await world.database.query(`test.downgrade.${queue}`, statement, []);
  }
}

test("what the version before left in the queues is done after an upgrade", async () => {
  await inWorld(async (world) => {
    world.inventory.setStock("TEA", 10);
    const place = async (card = testCard.good) =>
      (await world.place(placement(world.carts.newCart({ TEA: 1 }), paidBy(card)))).order;
    const [sent, paidBack] = [await place(), await place()];
    world.inventory.fail("FulfilStock", "unreachable");
    world.payments.fail("RefundPayment", "unreachable");
    await world.ask(fulfilOrderMutation, keyed({ orderId: sent.id }), staff);
    const all = { orderId: paidBack.id, reason: "Broken", restock: false };
    await world.ask(refundOrderMutation, keyed(all), staff);
    world.payments.fail("VoidPayment", "unreachable");
    await place(testCard.declined);
    await downgrade(world);

    world.inventory.heal();
    world.payments.heal();
    await world.start();
    await eventually(
      async () => {
        await world.hurry();
        expect((await world.order(sent.id)).status).toBe("SHIPPED");
        expect((await world.order(paidBack.id)).refunded.amount).toBe(1_570);
        const open = "SELECT 1 FROM orders WHERE direction <> 'SETTLED'";
        expect(await world.database.query("test.open", open, [])).toEqual([]);
      },
      { timeout: 25_000 },
    );
  });
}, 40_000);
