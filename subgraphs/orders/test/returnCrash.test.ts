import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Mortals, mortalsOf } from "./world/mortals.ts";
import {
  approveReturnMutation,
  fulfilOrderMutation,
  markDeliveredMutation,
  receiveReturnMutation,
  requestReturnMutation,
} from "./world/operations.ts";
import { makeWorld, placement, staff, type World } from "./world/world.ts";

let world: World;
let mortals: Mortals;
beforeAll(async () => {
  world = await makeWorld();
  mortals = await mortalsOf(world);
});
afterAll(async () => {
  await mortals.stop();
  await world.stop();
});

const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });

/** A return of an order's only two pieces that was approved. */
async function approved() {
  const sku = randomUUID();
  world.inventory.setStock(sku, 2);
  const { order } = await world.place(placement(world.carts.newCart({ [sku]: 2 })));
  const { fulfilment } = await world.ask(fulfilOrderMutation, keyed({ orderId: order.id }), staff);
  await world.ask(markDeliveredMutation, keyed({ fulfilmentId: fulfilment.id }), staff);
  const line = { lineId: order.lines[0].id, quantity: 2 };
  const asked = keyed({ orderId: order.id, lines: [line], reason: "CHANGED_MIND" });
  const { return: wanted } = await world.ask(requestReturnMutation, asked);
  await world.ask(approveReturnMutation, { input: { returnId: wanted.id } }, staff);
  return { sku, orderId: order.id as string, returnId: wanted.id as string, line };
}

test("killed after each step in turn, every return ends REFUNDED, with all back in stock and paid back once", async () => {
  const steps = ["receive", "restock", "refund", "close"];
  const deaths = await Promise.all(
    steps.map(async (step) => {
      const { line, ...rest } = await approved();
      const lines = [{ ...line, condition: "RESTOCK" }];
      const receive = keyed({ returnId: rest.returnId, lines });
      return { step, ...rest, ...(await mortals.die(`return: ${step}`, receiveReturnMutation, receive, staff)) };
    }),
  );
  for (const { step, signal, output } of deaths) expect([step, signal, output]).toEqual([step, "SIGKILL", ""]);

  await world.start(); // as after a restart
  for (const { step, sku, orderId } of deaths) {
    await eventually(
      async () => {
        await world.hurry();
        const query = "query($id: ID!) { order(id: $id) { status refunded { amount } returns { status } } }";
        const order = await world.ask(query, { id: orderId }, staff);
        const money = { status: "RETURNED", refunded: { amount: 2_140 }, returns: [{ status: "REFUNDED" }] };
        expect({ step, ...order }).toEqual({ step, ...money });
      },
      { timeout: 30_000 },
    );
    expect([step, world.inventory.stockOf(sku).onHand]).toEqual([step, 2]);
    expect([step, world.payments.moneyOf(orderId).refunded]).toEqual([step, 2_140]);
  }
}, 120_000);
