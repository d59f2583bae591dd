import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { sagas } from "../src/saga/sagas.ts";
import { deaths, placesOf } from "./world/deaths.ts";
import { editOrderMutation, fulfilOrderMutation, revisionsQuery } from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { type Answer, makeWorld, placement, staff, type World } from "./world/world.ts";

const death = deaths();
let world: World;
beforeAll(async () => {
  world = await makeWorld({ sagas: death.hands });
  await world.start();
});
afterAll(() => world.stop());

/** What is bought: 2 pieces and 1 of two SKUs that nobody else buys, of which there are 5 each; and one that may be added. */
function goods() {
  const [main, other, added] = [randomUUID(), randomUUID(), randomUUID()];
  for (const sku of [main, other, added]) world.inventory.setStock(sku, 5);
  return { main, other, added };
}
type Goods = ReturnType<typeof goods>;

const place = async ({ main, other }: Goods): Promise<Answer> =>
  (await world.place(placement(world.carts.newCart({ [main]: 2, [other]: 1 })))).order;

const edit = (order: Answer, { added }: Goods, paymentMethod: string) =>
  world.ask(editOrderMutation, {
    input: {
      idempotencyKey: randomUUID(),
      orderId: order.id,
      lines: [{ lineId: order.lines[1].id, quantity: 0 }],
      add: [{ variantId: `variant of ${added}`, quantity: 2 }],
      payment: { provider: "TEST", paymentMethod },
    },
  });

/** Each saga, how it is begun so that it goes through all of its steps (or is undone through all), and how it ends. */
const scenarios = [
  {
    places: placesOf(sagas.placement).done,
    begin: async (bought: Goods) => ({ begun: place(bought) }),
    ends: { status: "CONFIRMED", total: 3_710, refunded: 0, stock: [2, 1, 0] },
  },
  {
    places: placesOf(sagas.placement).undone,
    begin: async (bought: Goods) => {
      const order = await place(bought);
      return { begun: world.cancel(order.id) };
    },
    ends: { status: "CANCELLED", total: 3_710, refunded: 3_710, stock: [0, 0, 0] },
  },
  {
    places: placesOf(sagas.edit).done,
    begin: async (bought: Goods) => {
      const order = await place(bought);
      return { begun: edit(order, bought, testCard.good) };
    },
    ends: { status: "CONFIRMED", total: 4_780, refunded: 0, stock: [2, 0, 2] },
  },
  {
    places: placesOf(sagas.edit).undone,
    begin: async (bought: Goods) => {
      const order = await place(bought);
      return { begun: edit(order, bought, testCard.failsLater) };
    },
    ends: { status: "CONFIRMED", total: 3_710, refunded: 0, stock: [2, 1, 0] },
  },
  {
    places: placesOf(sagas.fulfilment).done,
    begin: async (bought: Goods) => {
      const order = await place(bought);
      return {
        begun: world.ask(fulfilOrderMutation, { input: { idempotencyKey: randomUUID(), orderId: order.id } }, staff),
      };
    },
    ends: { status: "SHIPPED", total: 3_710, refunded: 0, stock: [0, 0, 0] },
  },
  {
    places: placesOf(sagas.refund).done,
    begin: async (bought: Goods) => {
      const order = await place(bought);
      return { begun: world.cancel(order.id, {}, { lines: [{ lineId: order.lines[0].id, quantity: 1 }] }) };
    },
    ends: { status: "CONFIRMED", total: 3_710, refunded: 1_070, stock: [1, 1, 0] },
  },
];

test("whoever dies after whichever step of whichever saga, a job brings it to its end, with all that belongs to it", async () => {
  const cases = scenarios.flatMap(({ places, begin, ends }) =>
    places.map((at) => ({ at, begin, ends, bought: goods() })),
  );
  for (const { at, bought } of cases) death.comeTo(bought.main, at);
  // Nobody is heard of again, so nobody waits for them; the time of their requests ends when the test is long over.
  const requests = await Promise.all(cases.map(({ begin, bought }) => begin(bought)));
  for (const { begun } of requests) begun.catch(() => {});
  await eventually(() => expect([...death.awaited.values()]).toEqual([]), { timeout: 20_000 });

  for (const { at, bought, ends } of cases) {
    await eventually(
      async () => {
        await world.hurry();
        const [row] = await world.database.query<{ number: string; open: number }>(
          "test.bySku",
          `SELECT o.number, (SELECT count(*) FROM refunds r WHERE r.order_id = o.id AND status = 'PENDING')
             + (SELECT count(*) FROM order_edits e WHERE e.order_id = o.id AND direction <> 'SETTLED')
             + (o.direction <> 'SETTLED')::integer AS open
           FROM orders o JOIN order_lines l ON l.buyer_id = o.buyer_id AND l.order_id = o.id WHERE l.sku = $1`,
          [bought.main],
        );
        const { edges } = await world.ask(
          "query($filter: OrderFilter) { orders(filter: $filter) { edges { node { id status total { amount } refunded { amount } } } } }",
          { filter: { number: row!.number } },
          staff,
        );
        const order = edges[0].node;
        const stock = [bought.main, bought.other, bought.added].map((sku) => world.inventory.stockOf(sku).reserved);
        const stands = { status: order.status, total: order.total.amount, refunded: order.refunded.amount, stock };
        expect({ at, open: row!.open, ...stands, held: world.payments.heldOf(order.id) }).toEqual({
          at,
          open: 0,
          ...ends,
          held: ends.total - ends.refunded,
        });
        if (at.startsWith("edit")) {
          const status = at.includes("undo") ? "REFUSED" : "APPLIED";
          expect((await world.ask(revisionsQuery, { id: order.id })).edits).toMatchObject([{ status }]);
        }
      },
      { timeout: 30_000 },
    );
  }
}, 120_000);
