import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { describe, expect, test } from "@jest/globals";
import { audit } from "../src/index.ts";
import {
  cancelOrderEditMutation,
  editOrderMutation,
  fulfilOrderMutation,
  historyQuery,
  refundOrderMutation,
  resolveParkedSagaMutation,
  revisionsQuery,
} from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { type Answer, type Asker, inWorld, placement, staff, type World } from "./world/world.ts";

/** Each in a world of its own, at once: most of their time they wait for a job's turn. */
const inOwnWorld = (happen: (world: World) => Promise<void>) => () =>
  inWorld(async (world) => {
    for (const sku of ["TEA", "POT"]) world.inventory.setStock(sku, 10);
    await world.start();
    await happen(world);
    expect(await audit(world.database)).toEqual([]);
  });

const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });
const place = async (world: World) => (await world.place(placement(world.carts.newCart({ TEA: 3 })))).order;
const refund = (world: World, orderId: string, input: object) =>
  world.ask(refundOrderMutation, keyed({ orderId, reason: "Broken", restock: false, ...input }), staff);
const edit = (world: World, orderId: string, input: object) =>
  world.ask(editOrderMutation, keyed({ orderId, ...input }));
const adding = (paymentMethod: string) => ({
  add: [{ variantId: "variant of POT", quantity: 1 }],
  payment: { provider: "TEST", paymentMethod },
});

const attention = `query($id: ID!) { order(id: $id) { attention { sagas { saga subjectId heading step resolutions } } } }`;

/** The only saga of the order that waits for staff, once it does. */
async function parked(world: World, id: string): Promise<Answer> {
  return eventually(
    async () => {
      await world.database.query("test.tired", `UPDATE orders_jobs.job SET data = data || '{"attempt": 29}'`, []);
      await world.hurry();
      const waiting = (await world.ask(attention, { id }, staff)).attention?.sagas ?? [];
      expect(waiting).toHaveLength(1);
      return waiting[0];
    },
    { timeout: 25_000 },
  );
}
const resolve = (world: World, orderId: string, { saga, subjectId }: Answer, input: object, asker: Asker = staff) =>
  world.ask(
    resolveParkedSagaMutation,
    keyed({ orderId, saga, subjectId, note: "Bank transfer 4711", ...input }),
    asker,
  );
/** What was done by hand, as staff read it. */
const told = async (world: World, id: string) => {
  const { history } = await world.ask(historyQuery, { id }, staff);
  return history.edges
    .map(({ node }: Answer) => node)
    .filter(({ kind, text }: Answer) => kind === "STAFF" && text === "Bank transfer 4711")
    .map(({ state, amount, by }: Answer) => [state, amount?.amount ?? null, by.kind]);
};

describe("a refund that the provider cannot make", () => {
  /** The refund of 1 000 of an order over 3 710, and its order. */
  async function stuck(world: World) {
    const order = await place(world);
    world.payments.fail("RefundPayment", "unreachable");
    await refund(world, order.id, { amount: { amount: 1_000, currency: "USD" } });
    const waiting = await parked(world, order.id);
    expect(waiting).toMatchObject({ saga: "REFUND", step: "give back" });
    expect(waiting.resolutions).toEqual(["REFUNDED_AT_PROVIDER", "REFUNDED_OUTSIDE", "NOT_REFUNDED"]);
    world.payments.heal();
    return { id: order.id as string, waiting };
  }

  test.concurrent(
    "is made outside: it counts as given back and is never asked of the provider, also when the order is cancelled",
    inOwnWorld(async (world) => {
      const { id, waiting } = await stuck(world);
      const resolved = await resolve(world, id, waiting, { outcome: "REFUNDED_OUTSIDE" });
      expect(resolved).toMatchObject({
        order: { paymentStatus: "PARTIALLY_REFUNDED", refunded: { amount: 1_000 }, attention: null },
      });
      expect([world.payments.moneyOf(id).refunded, await told(world, id)]).toEqual([
        0,
        [["REFUNDED_OUTSIDE", 1_000, "STAFF"]],
      ]);
      expect(await world.cancel(id)).toMatchObject({ order: { status: "CANCELLED", refunded: { amount: 3_710 } } });
      expect(world.payments.heldOf(id)).toBe(1_000);
    }),
  );

  test.concurrent(
    "is made at the provider, or not at all",
    inOwnWorld(async (world) => {
      const made = await stuck(world);
      expect(await resolve(world, made.id, made.waiting, { outcome: "REFUNDED_AT_PROVIDER" })).toMatchObject({
        order: { refunded: { amount: 1_000 }, attention: null },
      });
      const other = await stuck(world);
      const input = { outcome: "NOT_REFUNDED", idempotencyKey: randomUUID() };
      const resolved = await resolve(world, other.id, other.waiting, input);
      expect(resolved).toMatchObject({
        order: { paymentStatus: "CAPTURED", refunded: { amount: 0 }, attention: null },
      });
      expect(await resolve(world, other.id, other.waiting, input)).toEqual(resolved);
      expect(await resolve(world, other.id, other.waiting, { ...input, note: "Else" })).toMatchObject({
        __typename: "IdempotencyKeyReused",
      });
      expect(await resolve(world, other.id, other.waiting, { outcome: "NOT_REFUNDED" })).toMatchObject({
        __typename: "ParkedSagaNotResolvable",
        path: ["subjectId"],
      });
      expect(await refund(world, other.id, {})).toMatchObject({ order: { refunded: { amount: 3_710 } } });
    }),
  );

  test.concurrent(
    "in parts is made outside as to what the provider has not given",
    inOwnWorld(async (world) => {
      const { id } = await place(world);
      const { edit: begun } = await edit(world, id, adding(testCard.good));
      world.payments.declineRefundsOf(id);
      await refund(world, id, { amount: { amount: 2_000, currency: "USD" } });
      const waiting = await parked(world, id);
      expect(await resolve(world, id, waiting, { outcome: "NOT_REFUNDED" })).toMatchObject({
        __typename: "ParkedSagaNotResolvable",
        path: ["outcome"],
      });
      const over = { outcome: "REFUNDED_OUTSIDE", amount: { amount: 2_001, currency: "USD" } };
      expect(await resolve(world, id, waiting, over)).toMatchObject({ path: ["amount", "amount"] });
      const rest = { outcome: "REFUNDED_OUTSIDE", amount: { amount: 930, currency: "USD" } };
      expect(await resolve(world, id, waiting, rest)).toMatchObject({ order: { refunded: { amount: 2_000 } } });
      world.payments.declineRefundsOf(null);
      expect(await world.cancel(id)).toMatchObject({ order: { status: "CANCELLED", refunded: { amount: 4_780 } } });
      expect([world.payments.moneyOf(id, begun.id), world.payments.heldOf(id)]).toMatchObject([
        { refunded: 1_070 },
        930,
      ]);
    }),
  );
});

describe("what cannot be undone since its money cannot be given back", () => {
  test.concurrent(
    "a cancelled order ends with what the payment still holds given back outside, its stock let go as ever",
    inOwnWorld(async (world) => {
      const { id } = await place(world);
      world.payments.declineRefunds();
      await world.cancel(id);
      const waiting = await parked(world, id);
      expect(waiting).toMatchObject({ saga: "PLACEMENT", heading: "UNDOING", resolutions: ["REFUNDED_OUTSIDE"] });
      for (const outcome of ["NOT_REFUNDED", "SENT"])
        expect(await resolve(world, id, waiting, { outcome })).toMatchObject({ resolutions: ["REFUNDED_OUTSIDE"] });
      expect(await resolve(world, id, waiting, { outcome: "REFUNDED_OUTSIDE" })).toMatchObject({
        order: { status: "CANCELLED", paymentStatus: "REFUNDED", refunded: { amount: 3_710 }, attention: null },
      });
      expect([world.payments.heldOf(id), world.inventory.stockOf("TEA").reserved]).toEqual([3_710, 0]);
      const kept = "SELECT by_hand -> 'placement' -> 'outside' AS outside FROM orders";
      expect(await world.database.query("test.outside", kept, [])).toEqual([
        { outside: [{ supplementId: null, amount: 3_710 }] },
      ]);
    }),
  );

  test.concurrent(
    "an edit ends as if it had not been",
    inOwnWorld(async (world) => {
      const { id } = await place(world);
      world.payments.declineRefunds();
      // The difference is captured by the shopper's bank, and the edit called off before the platform knows.
      const { edit: begun } = await edit(world, id, adding(testCard.needsAction));
      world.payments.confirmAndCapture(id, begun.id);
      await world.ask(cancelOrderEditMutation, keyed({ orderId: id, editId: begun.id }));
      const waiting = await parked(world, id);
      expect(await resolve(world, id, waiting, { outcome: "REFUNDED_OUTSIDE" })).toMatchObject({
        order: { status: "CONFIRMED", attention: null },
      });
      expect((await world.ask(revisionsQuery, { id })).edits).toMatchObject([{ status: "REFUSED" }]);
      expect([world.payments.heldOf(id), world.inventory.stockOf("POT").reserved]).toEqual([3_710 + 1_070, 0]);
      world.payments.declineRefunds(false);
      expect(await world.cancel(id)).toMatchObject({ order: { status: "CANCELLED", refunded: { amount: 3_710 } } });
      expect(world.payments.heldOf(id)).toBe(1_070);
    }),
  );
});

describe("a parcel that inventory cannot take out of stock", () => {
  test.concurrent(
    "is sent all the same; its goods are asked for until inventory has taken them out",
    inOwnWorld(async (world) => {
      const { id } = await place(world);
      world.inventory.fail("FulfilStock", "unreachable");
      const { fulfilment } = await world.ask(fulfilOrderMutation, keyed({ orderId: id }), staff);
      const waiting = await parked(world, id);
      expect(waiting).toMatchObject({ saga: "FULFILMENT", step: "take out", resolutions: ["SENT"] });
      expect(await resolve(world, id, waiting, { outcome: "SENT" })).toMatchObject({ order: { status: "SHIPPED" } });
      expect(world.inventory.stockOf("TEA")).toEqual({ onHand: 10, reserved: 3 });
      expect(await parked(world, id)).toMatchObject({ subjectId: waiting.subjectId, step: "take out" });

      world.inventory.heal();
      const resume = `mutation($input: ResumeOrderInput!) { resumeOrder(input: $input) { __typename } }`;
      await eventually(
        async () => {
          await world.ask(resume, { input: { orderId: id } }, staff);
          await world.hurry();
          expect(world.inventory.stockOf("TEA")).toEqual({ onHand: 7, reserved: 0 });
          expect(await world.ask(attention, { id }, staff)).toEqual({ attention: null });
        },
        { timeout: 25_000 },
      );
      expect(await world.order(id)).toMatchObject({ status: "SHIPPED", fulfilments: [{ id: fulfilment.id }] });
      expect(await world.database.query("test.kept", "SELECT by_hand FROM orders", [])).toEqual([{ by_hand: {} }]);
    }),
  );
});

test.concurrent(
  "is for staff who may change orders, with a note, about what waits",
  inOwnWorld(async (world) => {
    const { id } = await place(world);
    const nothing = { saga: "REFUND", subjectId: randomUUID() };
    const outcome = "REFUNDED_OUTSIDE";
    expect(await resolve(world, id, nothing, { outcome })).toMatchObject({ __typename: "ParkedSagaNotResolvable" });
    expect(await resolve(world, id, nothing, { outcome, note: "  " })).toMatchObject({ path: ["note"] });
    expect(await resolve(world, "nonsense", nothing, { outcome })).toMatchObject({ __typename: "OrderNotFound" });
    for (const asker of [{}, { userId: randomUUID() }])
      await expect(resolve(world, id, nothing, { outcome }, asker)).rejects.toThrow("FORBIDDEN");
  }),
);
