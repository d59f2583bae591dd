import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { audit } from "../src/index.ts";
import {
  cancelOrderEditMutation,
  completePaymentActionMutation,
  editOrderMutation,
  historyQuery,
  revisionsQuery,
} from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { type Answer, type Asker, makeWorld, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
});
afterAll(() => world.stop());

const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });
const cancelEdit = (orderId: string, editId: string, asker: Asker = {}, input: object = {}) =>
  world.ask(cancelOrderEditMutation, keyed({ orderId, editId, ...input }), asker);
const complete = (orderId: string, editId: string, outcome = "SUCCEEDED") =>
  world.ask(completePaymentActionMutation, { input: { orderId, editId, outcome } });

/** A confirmed order over 1 570, with an edit of it for 1 070 more that waits for the shopper. */
async function waiting(asker: Asker = {}) {
  const [tea, pot] = [randomUUID(), randomUUID()];
  for (const sku of [tea, pot]) world.inventory.setStock(sku, 5);
  const cart = world.carts.newCart({ [tea]: 1 }, asker.userId ? { customerId: asker.userId } : {});
  const { order } = await world.place(placement(cart), asker);
  const wanted = {
    ...{ idempotencyKey: randomUUID(), orderId: order.id, add: [{ variantId: `variant of ${pot}`, quantity: 1 }] },
    payment: { provider: "TEST", paymentMethod: testCard.needsAction },
  };
  const again = () => world.ask(editOrderMutation, { input: wanted }, asker);
  const { edit } = await again();
  return { id: order.id as string, editId: edit.id as string, pot, again };
}
type Waiting = Awaited<ReturnType<typeof waiting>>;

/** The edit came to nothing: what the order had, and no more, is held and paid. */
async function expectAsItWas({ id, editId, pot }: Waiting) {
  expect((await world.order(id, staff)).total.amount).toBe(1_570);
  expect((await world.ask(revisionsQuery, { id }, staff)).edits).toMatchObject([{ status: "REFUSED" }]);
  expect([world.inventory.stockOf(pot).reserved, world.payments.heldOf(id)]).toEqual([0, 1_570]);
  expect(["VOIDED", "REFUNDED"]).toContain(world.payments.moneyOf(id, editId).status);
}

describe("an edit that waits for the shopper", () => {
  test("is called off once or often: the order is as it was, and free for whatever comes next", async () => {
    const one = await waiting();
    const key = { idempotencyKey: randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => cancelEdit(one.id, one.editId, {}, key)));
    for (const answer of answers)
      expect(answer).toMatchObject({ __typename: "OrderEditCancelled", edit: { id: one.editId, status: "REFUSED" } });
    expect((await cancelEdit(one.id, one.editId)).__typename).toBe("OrderEditCancelled");
    expect(await cancelEdit(one.id, randomUUID(), {}, key)).toMatchObject({ __typename: "IdempotencyKeyReused" });
    await expectAsItWas(one);
    expect(await one.again()).toMatchObject({
      __typename: "OrderNotEditable",
      message: expect.stringContaining("called off"),
    });
    expect(await complete(one.id, one.editId)).toMatchObject({ __typename: "PaymentActionCompleted" });
    await expectAsItWas(one);

    const { history } = await world.ask(historyQuery, { id: one.id });
    const told = history.edges.map(({ node }: Answer) => node).filter(({ kind }: Answer) => kind === "EDIT");
    expect(told.map(({ state, by }: Answer) => [state, by.kind])).toEqual([
      ["REQUESTED", "GUEST"],
      ["CALLED_OFF", "GUEST"],
      ["REFUSED", "SYSTEM"],
    ]);
    expect((await world.cancel(one.id)).order.status).toBe("CANCELLED");
    expect(await audit(world.database)).toEqual([]);
  });

  test("is called off by its owner and by staff, and is not there for others", async () => {
    const [owner, stranger]: Asker[] = [{ userId: randomUUID() }, { userId: randomUUID() }];
    const [one, other] = [await waiting(owner), await waiting(owner)];
    for (const asker of [{}, stranger!])
      expect(await cancelEdit(one.id, one.editId, asker)).toMatchObject({ __typename: "OrderNotFound" });
    expect((await cancelEdit(one.id, one.editId, owner)).__typename).toBe("OrderEditCancelled");
    expect((await cancelEdit(other.id, other.editId, staff)).__typename).toBe("OrderEditCancelled");
    await expectAsItWas(other);
  });

  test("that a guest called off is so for them after they have signed in", async () => {
    const { id, editId } = await waiting();
    const key = { idempotencyKey: randomUUID() };
    await cancelEdit(id, editId, {}, key);
    const user = { userId: randomUUID() };
    expect((await cancelEdit(id, editId, user, key)).__typename).toBe("OrderEditCancelled");
    expect((await cancelEdit(id, randomUUID(), user, key)).__typename).toBe("IdempotencyKeyReused");
  });

  test("cannot be called off any more once it is done, or came to nothing", async () => {
    const [done, refused] = [await waiting(), await waiting()];
    await complete(done.id, done.editId);
    await complete(refused.id, refused.editId, "FAILED");
    expect(await cancelEdit(done.id, done.editId)).toMatchObject({
      __typename: "OrderEditNotCancellable",
      message: expect.stringContaining("done already"),
    });
    expect(await cancelEdit(refused.id, refused.editId)).toMatchObject({
      message: expect.stringContaining("come to nothing"),
    });
    for (const editId of [randomUUID(), done.editId, "nonsense"])
      expect(await cancelEdit(refused.id, editId)).toMatchObject({ __typename: "OrderEditNotCancellable" });
    expect(await cancelEdit("nonsense", done.editId)).toMatchObject({ __typename: "OrderNotFound" });
    expect(await cancelEdit(done.id, done.editId, {}, { idempotencyKey: "" })).toMatchObject({
      path: ["idempotencyKey"],
    });
  });

  test("while payments are away is called off all the same, and its money goes back when they are there", async () => {
    const one = await waiting();
    world.payments.fail("VoidPayment", "unreachable");
    expect(await cancelEdit(one.id, one.editId)).toMatchObject({ edit: { status: "REFUSED" } });
    world.payments.heal();
    await eventually(
      async () => {
        await world.hurry();
        await expectAsItWas(one);
        const open = "SELECT 1 FROM orders WHERE direction = 'EDITING'";
        expect(await world.database.query("test.editing", open, [])).toEqual([]);
      },
      { timeout: 25_000 },
    );
  }, 30_000);
});

test.each([
  ["while the money is being taken", () => world.payments.fail("CapturePayment", { delayMilliseconds: 30 }, 1), 0],
  ["at the same time", () => {}, 0],
  ["when the money was taken", () => {}, 1],
])(
  "of a confirmation and a cancellation that comes %s exactly one wins, and the books agree",
  async (_, prepare, taken) => {
    for (let round = 0; round < 6; round++) {
      const one = await waiting();
      prepare();
      const captures = world.payments.captures.length;
      const confirming = complete(one.id, one.editId);
      await eventually(() => world.payments.captures.length >= captures + taken);
      const cancelled = await cancelEdit(one.id, one.editId);
      await confirming;
      await eventually(
        async () => {
          await world.hurry();
          if (cancelled.__typename === "OrderEditCancelled") return expectAsItWas(one);
          expect(cancelled.__typename).toBe("OrderEditNotCancellable");
          expect((await world.order(one.id)).total.amount).toBe(2_640);
          expect((await world.ask(revisionsQuery, { id: one.id })).edits).toMatchObject([{ status: "APPLIED" }]);
          expect([world.inventory.stockOf(one.pot).reserved, world.payments.heldOf(one.id)]).toEqual([1, 2_640]);
        },
        { timeout: 20_000 },
      );
    }
  },
  60_000,
);
