import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  completePaymentActionMutation,
  editOrderMutation,
  fulfilOrderMutation,
  orderEditQuoteQuery,
  refundOrderMutation,
  resumeOrderMutation,
  revisionsQuery,
} from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { type Asker, inWorld, makeWorld, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
});
afterAll(() => world.stop());

/** A confirmed order of 3 pieces of a tea and 2 of a cup that nobody else buys; a pot may be added. 5 850 in all. */
async function confirmed(in_ = world) {
  const [tea, cup, pot] = [randomUUID(), randomUUID(), randomUUID()];
  for (const sku of [tea, cup, pot]) in_.inventory.setStock(sku, 5);
  const { order } = await in_.place(placement(in_.carts.newCart({ [tea]: 3, [cup]: 2 })));
  const [teas, cups] = order.lines as { id: string }[];
  return { id: order.id as string, teas: teas!.id, cups: cups!.id, ...{ tea, cup, pot } };
}
const keyed = (input: Record<string, unknown>) => ({ input: { idempotencyKey: randomUUID(), ...input } });
const edit = (orderId: string, input: Record<string, unknown>, asker: Asker = {}, in_ = world) =>
  in_.ask(editOrderMutation, keyed({ orderId, ...input }), asker);
const paid = (paymentMethod = testCard.good) => ({ payment: { provider: "TEST", paymentMethod } });
const adding = (sku: string, quantity = 1) => ({ add: [{ variantId: `variant of ${sku}`, quantity }] });
const fulfil = (orderId: string, input = {}) => world.ask(fulfilOrderMutation, keyed({ orderId, ...input }), staff);
const refund = (orderId: string, input = {}) =>
  world.ask(refundOrderMutation, keyed({ orderId, reason: "Broken", restock: false, ...input }), staff);
const complete = (orderId: string, editId: string, outcome = "SUCCEEDED", in_ = world) =>
  in_.ask(completePaymentActionMutation, { input: { orderId, editId, outcome } });
const reserved = (sku: string) => world.inventory.stockOf(sku).reserved;

/** What was taken and not given back is what the order says. */
async function expectAgreement(id: string, in_ = world) {
  await eventually(async () => {
    await in_.hurry();
    const order = await in_.order(id, staff);
    expect(in_.payments.heldOf(id)).toBe(order.total.amount - order.refunded.amount);
    const pending =
      "SELECT 1 FROM refunds r JOIN orders o ON o.id = r.order_id WHERE o.number = $1 AND r.status = 'PENDING'";
    expect(await in_.database.query("test.pending", pending, [order.number])).toEqual([]);
  });
}

describe("editing an order", () => {
  test("for less gives the difference back, lets its stock go and keeps what it was placed with", async () => {
    const { id, teas, cups, tea, cup } = await confirmed();
    const answer = await edit(id, {
      lines: [
        { lineId: teas, quantity: 1 },
        { lineId: cups, quantity: 0 },
      ],
    });
    expect(answer).toMatchObject({
      __typename: "OrderEdited",
      order: { status: "CONFIRMED", paymentStatus: "CAPTURED", total: { amount: 1_570 }, refunded: { amount: 0 } },
      edit: { status: "APPLIED", total: { amount: 1_570 }, due: { amount: 0 }, back: { amount: 4_280 } },
    });
    await expectAgreement(id);
    expect([reserved(tea), reserved(cup)]).toEqual([1, 0]);
    const order = await world.order(id);
    expect(order).toMatchObject({
      lines: [{ id: teas, quantity: 1 }],
      subtotal: { amount: 1_000 },
      tax: { amount: 70 },
    });

    expect(await world.ask(revisionsQuery, { id })).toMatchObject({
      edits: [{ status: "APPLIED", back: { amount: 4_280 } }],
      revisions: [
        {
          revision: 1,
          total: { amount: 5_850 },
          lines: [
            { id: teas, quantity: 3 },
            { id: cups, quantity: 2 },
          ],
        },
        { revision: 2, total: { amount: 1_570 }, lines: [{ id: teas, quantity: 1 }] },
      ],
    });
    expect((await fulfil(id)).fulfilment.lines).toEqual([{ line: { id: teas }, quantity: 1 }]);
  });

  test("for more has the difference paid by a payment of its own; new pieces cost what they cost now", async () => {
    const { id, teas, tea, pot } = await confirmed();
    world.carts.setPrice(tea, 1_200);
    world.carts.setPrice(pot, 3_000);
    const input = { lines: [{ lineId: teas, quantity: 4 }], ...adding(pot), ...paid() };
    const answer = await edit(id, input);
    expect(answer).toMatchObject({
      __typename: "OrderEdited",
      order: { total: { amount: 5_850 + 1_270 + 3_070 } },
      edit: { status: "APPLIED", due: { amount: 4_340 } },
    });
    expect(world.payments.moneyOf(id)).toMatchObject({ captured: 5_850, refunded: 0 });
    expect(world.payments.moneyOf(id, answer.edit.id)).toMatchObject({ captured: 4_340, refunded: 0 });
    expect([reserved(tea), reserved(pot)]).toEqual([4, 1]);
    const { lines } = await world.order(id);
    expect(
      lines.map((line: { quantity: number; unitPrice: { amount: number } }) => [line.quantity, line.unitPrice.amount]),
    ).toEqual([
      [3, 1_000],
      [1, 1_200],
      [2, 1_000],
      [1, 3_000],
    ]);
    await expectAgreement(id);
  });

  test("is previewed to the cent, and is not done for another total than the shopper agreed to", async () => {
    const { id, teas, cups } = await confirmed();
    const changes = {
      lines: [
        { lineId: teas, quantity: 1 },
        { lineId: cups, quantity: 3 },
      ],
      shippingMethodId: "express",
    };
    const quote = await world.ask(orderEditQuoteQuery, { input: { orderId: id, ...changes } });
    expect(quote).toMatchObject({
      total: { amount: 5_780 },
      due: { amount: 0 },
      back: { amount: 70 },
      shipping: { amount: 1_500 },
    });
    expect(await world.ask(orderEditQuoteQuery, { input: { orderId: id, lines: [] } })).toMatchObject({
      __typename: "InvalidInput",
    });
    const other = { ...changes, expectedTotal: { amount: 5_779, currency: "USD" } };
    expect(await edit(id, other)).toMatchObject({ __typename: "PriceChanged", actual: { amount: 5_780 } });
    expect((await edit(id, { ...changes, expectedTotal: { amount: 5_780, currency: "USD" } })).__typename).toBe(
      "OrderEdited",
    );
    expect(await world.order(id, staff)).toMatchObject({
      total: quote.total,
      subtotal: quote.subtotal,
      tax: quote.tax,
    });
  });

  test("by staff has new pieces cost what they cost the customer groups that the buyer was in", async () => {
    const [tea, pot] = [randomUUID(), randomUUID()];
    for (const sku of [tea, pot]) world.inventory.setStock(sku, 5);
    world.carts.setGroupPrice(pot, 700, "trade");
    world.carts.setGroupPrice(pot, 100, "staff");
    const buyer: Asker = { userId: randomUUID(), groups: ["trade"] };
    const cart = world.carts.newCart({ [tea]: 1 }, { customerId: buyer.userId! });
    const { order } = await world.place(placement(cart), buyer);
    const supporter = { ...staff, groups: ["staff"] };
    const quote = (asker: Asker) =>
      world.ask(orderEditQuoteQuery, { input: { orderId: order.id, ...adding(pot) } }, asker);
    expect(await quote(supporter)).toMatchObject({ due: { amount: 770 } });
    // Not in the group any more: the order was placed with it.
    expect(await quote({ userId: buyer.userId! })).toMatchObject({ due: { amount: 770 } });
    expect(await edit(order.id, { ...adding(pot), ...paid() }, supporter)).toMatchObject({
      edit: { due: { amount: 770 } },
    });
    await expectAgreement(order.id);
  });

  test("is told to the platform once, with what the order cost and what it costs; one that is refused is not", async () => {
    const { id, teas, pot } = await confirmed();
    const input = { idempotencyKey: randomUUID(), lines: [{ lineId: teas, quantity: 1 }] };
    const { edit: applied } = await edit(id, input);
    await edit(id, input);
    await edit(id, { ...adding(pot), ...paid(testCard.declined) });
    const told = await world.database.query<{ data: object; subject_version: number }>(
      "test.edited",
      "SELECT data, subject_version FROM outbox WHERE type = 'order.edited' AND subject = $1",
      [id],
    );
    const lines = [{ quantity: 1 }, { quantity: 2 }];
    expect(told).toMatchObject([
      {
        subject_version: 2,
        data: { editId: applied.id, revision: 2, totalBefore: 5_850, total: 3_710, status: "CONFIRMED", lines },
      },
    ]);
  });

  test("that costs more and is not paid, or is declined, leaves all as it was", async () => {
    const { id, tea, pot } = await confirmed();
    expect(await edit(id, adding(pot))).toMatchObject({ __typename: "OrderEditNotPaid", due: { amount: 1_070 } });
    expect(await edit(id, { ...adding(pot), ...paid(testCard.declined) })).toMatchObject({
      __typename: "PaymentDeclined",
      code: "card_declined",
    });
    expect(await edit(id, { ...adding(pot), ...paid(testCard.failsLater) })).toMatchObject({
      __typename: "PaymentDeclined",
    });
    expect(await edit(id, { ...adding(pot, 6), ...paid() })).toMatchObject({
      __typename: "OutOfStock",
      shortages: [{ requested: 6, available: 5 }],
    });
    expect([reserved(tea), reserved(pot), world.payments.heldOf(id)]).toEqual([3, 0, 5_850]);
    expect((await world.ask(revisionsQuery, { id })).revisions).toEqual([]);
    expect((await edit(id, { ...adding(pot), ...paid() })).edit.status).toBe("APPLIED");
  });

  test("once or often with one key is one edit; two at once are one edit and a refusal", async () => {
    const { id, teas } = await confirmed();
    const input = { idempotencyKey: randomUUID(), lines: [{ lineId: teas, quantity: 2 }] };
    const same = await Promise.all([edit(id, input), edit(id, input), edit(id, input)]);
    for (const answer of same) expect(answer).toEqual(same[0]);
    expect(await edit(id, { ...input, lines: [{ lineId: teas, quantity: 1 }] })).toMatchObject({
      __typename: "IdempotencyKeyReused",
    });
    await expectAgreement(id);
    await eventually(async () => {
      // The refund of the first is made by now, or soon.
      await world.hurry();
      const kinds = (
        await Promise.all([1, 3].map((quantity) => edit(id, { lines: [{ lineId: teas, quantity }], ...paid() })))
      ).map(({ __typename }) => __typename);
      expect(kinds).toContain("OrderEdited");
      expect(["OrderEdited", "OrderNotEditable"]).toEqual(expect.arrayContaining(kinds));
    });
    await expectAgreement(id);
  });

  test("that its process left undecided is gone on with by who repeats the request", async () => {
    const { id, teas } = await confirmed();
    const input = { idempotencyKey: randomUUID(), lines: [{ lineId: teas, quantity: 4 }], ...paid() };
    world.inventory.fail("ChangeReservation", "unreachable");
    expect((await edit(id, input)).edit.status).toBe("PENDING");
    world.inventory.heal();
    await world.database.query("test.age", "UPDATE order_edits SET created_at = now() - interval '5 s' WHERE due > 0");
    const answers = await Promise.all([edit(id, input), edit(id, input)]);
    expect(answers.map((answer) => answer.edit.status)).toEqual(["APPLIED", "APPLIED"]);
    await expectAgreement(id);
  });

  test("sends it elsewhere for its owner and staff, not for whoever knows its id", async () => {
    const { id } = await confirmed();
    const shippingAddress = {
      fullName: "Charles Babbage",
      line1: "1 Dorset Street",
      city: "London",
      postalCode: "W1U 4EG",
      countryCode: "GB",
    };
    expect(await edit(id, { shippingAddress })).toMatchObject({ __typename: "OrderNotEditable" });
    expect(await edit(id, { shippingAddress }, staff)).toMatchObject({ __typename: "OrderEdited" });
    expect((await world.order(id, staff)).shippingAddress).toMatchObject({ fullName: "Charles Babbage" });
  });

  test("of pieces that were cancelled before leaves those at the money that was given back for them", async () => {
    const { id, teas, cups, tea } = await confirmed();
    expect(await world.cancel(id, {}, { lines: [{ lineId: teas, quantity: 1 }] })).toMatchObject({
      __typename: "OrderLinesCancelled",
    });
    const answer = await edit(id, {
      lines: [
        { lineId: teas, quantity: 1 },
        { lineId: cups, quantity: 1 },
      ],
    });
    expect(answer).toMatchObject({
      order: { total: { amount: 1_070 + 2 * 1_070 + 500 }, refunded: { amount: 1_070 } },
    });
    await expectAgreement(id);
    expect(reserved(tea)).toBe(1);
    expect(await world.cancel(id)).toMatchObject({
      order: { status: "CANCELLED", paymentStatus: "REFUNDED", refunded: { amount: 3_710 } },
    });
    expect([world.payments.heldOf(id), reserved(tea)]).toEqual([0, 0]);
  });

  test.each([
    ["nothing to change", {}, []],
    ["a line of another order", { lines: [{ lineId: randomUUID(), quantity: 1 }] }, ["lines", "0", "lineId"]],
    ["less than nothing", { add: [{ variantId: "variant of X", quantity: -1 }] }, ["add", "0", "quantity"]],
    ["a card's number", { ...adding("X"), ...paid("4242-4242-4242-4242") }, ["payment", "paymentMethod"]],
  ])("with %s is invalid", async (_, input, path) => {
    const { id } = await confirmed();
    expect(await edit(id, input)).toMatchObject({ __typename: "InvalidInput", path });
  });

  test("to nothing, of one that is sent, over or not there is refused", async () => {
    const { id, teas, cups } = await confirmed();
    const nothing = [teas, cups].map((lineId) => ({ lineId, quantity: 0 }));
    expect(await edit(id, { lines: nothing })).toMatchObject({
      __typename: "OrderNotEditable",
      message: expect.stringContaining("cancel"),
    });
    expect(await edit(id, { ...adding("X"), shippingMethodId: "teleport" })).toMatchObject({
      __typename: "ShippingMethodUnknown",
    });
    expect(await edit(id, { add: [{ variantId: "none", quantity: 1 }] })).toMatchObject({
      __typename: "LineUnavailable",
    });
    expect(await edit("nonsense", adding("X"))).toMatchObject({ __typename: "OrderNotFound" });
    await fulfil(id, { lines: [{ lineId: teas, quantity: 1 }] });
    expect(await edit(id, { lines: [{ lineId: teas, quantity: 1 }] })).toMatchObject({
      __typename: "OrderNotEditable",
    });
  });
});

describe("an edit whose payment the shopper has to confirm", () => {
  test("waits, and meanwhile the order is neither sent, cancelled, refunded nor edited", async () => {
    const { id, pot } = await confirmed();
    const input = { idempotencyKey: randomUUID(), ...adding(pot), ...paid(testCard.needsAction) };
    const waiting = await edit(id, input);
    expect(waiting).toMatchObject({
      __typename: "OrderEditActionRequired",
      clientSecret: "secret",
      edit: { status: "REQUIRES_ACTION" },
      order: { total: { amount: 5_850 } },
    });
    expect(await edit(id, input)).toEqual(waiting);
    const typenames = [
      await fulfil(id),
      await world.cancel(id),
      await refund(id),
      await edit(id, { ...adding(pot), ...paid() }),
    ];
    expect(typenames.map(({ __typename }) => __typename)).toEqual([
      "OrderNotFulfillable",
      "OrderNotCancellable",
      "OrderNotRefundable",
      "OrderNotEditable",
    ]);

    expect(await complete(id, waiting.edit.id)).toMatchObject({ __typename: "PaymentActionCompleted" });
    expect(await edit(id, input)).toMatchObject({
      __typename: "OrderEdited",
      edit: { status: "APPLIED" },
      order: { total: { amount: 6_920 } },
    });
    await expectAgreement(id);
    expect((await fulfil(id)).fulfilment.lines).toHaveLength(3);
  });

  test("and does not, or cannot, leaves the order as it was", async () => {
    const { id, pot } = await confirmed();
    const input = { idempotencyKey: randomUUID(), ...adding(pot), ...paid(testCard.needsAction) };
    const { edit: begun } = await edit(id, input);
    await complete(id, begun.id, "FAILED");
    expect(await edit(id, input)).toMatchObject({ __typename: "PaymentDeclined", code: "authentication_failed" });
    expect(await complete(id, "nonsense")).toMatchObject({ __typename: "PaymentActionNotRequired" });
    expect([reserved(pot), world.payments.heldOf(id)]).toEqual([0, 5_850]);
    expect((await world.cancel(id)).order.status).toBe("CANCELLED");
  });

  test("and never comes back is undone when the time is over", async () => {
    await inWorld(
      async (hasty) => {
        await hasty.start();
        const { id, pot } = await confirmed(hasty);
        const input = { idempotencyKey: randomUUID(), ...adding(pot), ...paid(testCard.needsAction) };
        const { edit: begun } = await edit(id, input, {}, hasty);
        await eventually(
          async () => {
            await hasty.hurry();
            expect(await edit(id, input, {}, hasty)).toMatchObject({ __typename: "OrderNotEditable" });
            expect((await hasty.ask(revisionsQuery, { id })).edits).toMatchObject([{ status: "REFUSED" }]);
          },
          { timeout: 20_000 },
        );
        expect(await complete(id, begun.id, "SUCCEEDED", hasty)).toMatchObject({
          __typename: "PaymentActionCompleted",
        });
        await eventually(() => expect(hasty.inventory.stockOf(pot).reserved).toBe(0));
        expect(hasty.payments.moneyOf(id, begun.id)).toMatchObject({ status: "VOIDED", captured: 0 });
        expect((await hasty.cancel(id)).order.status).toBe("CANCELLED");
      },
      { environment: { PAYMENT_ACTION_TIMEOUT: "2", RESERVATION_EXPIRY: "60" } },
    );
  });
});

describe("giving back the money of an edited order", () => {
  test("takes it from the newest payment first, and never more than each took", async () => {
    const { id, pot } = await confirmed();
    const { edit: begun } = await edit(id, { ...adding(pot), ...paid() }); // 1 070 on top of 5 850
    const amount = (minor: number) => ({ amount: { amount: minor, currency: "USD" } });
    await refund(id, amount(100));
    expect([world.payments.moneyOf(id).refunded, world.payments.moneyOf(id, begun.id).refunded]).toEqual([0, 100]);
    await refund(id, amount(1_000));
    expect([world.payments.moneyOf(id).refunded, world.payments.moneyOf(id, begun.id).refunded]).toEqual([30, 1_070]);
    expect(await refund(id, amount(5_821))).toMatchObject({ __typename: "RefundExceedsPayment" });
    expect(await refund(id)).toMatchObject({ order: { paymentStatus: "REFUNDED", refunded: { amount: 6_920 } } });
    expect(world.payments.heldOf(id)).toBe(0);
  });

  test("when it is cancelled gives back every payment", async () => {
    const { id, teas, pot } = await confirmed();
    await edit(id, { ...adding(pot, 2), ...paid() });
    await edit(id, { lines: [{ lineId: teas, quantity: 1 }] }); // back of the supplement, 2 140
    await expectAgreement(id);
    expect(await world.cancel(id)).toMatchObject({ order: { status: "CANCELLED", refunded: { amount: 5_850 } } });
    expect(world.payments.heldOf(id)).toBe(0);
  });
});

describe("an edit of an order with promotions", () => {
  /** A confirmed order of 4 pieces with a code that takes a tenth off what is worth 30.00: 4 000 - 400 + 280 + 500. */
  async function discounted(in_ = world) {
    const [tea, code] = [randomUUID(), randomUUID()];
    in_.inventory.setStock(tea, 9);
    in_.carts.newCode(code, 1, 3_000);
    const { order } = await in_.place(placement(in_.carts.newCart({ [tea]: 4 }, { codes: [code] })));
    expect(order.total.amount).toBe(4_380);
    return { id: order.id as string, teas: order.lines[0].id as string, code };
  }
  const asksOf = (in_: World) => in_.carts.calls.filter((name) => name === "ChangeRedemptions").length;

  test("gives the code back whose minimum it does not reach any more, and no code otherwise", async () => {
    const { id, teas, code } = await discounted();
    const asked = asksOf(world);
    expect((await edit(id, { lines: [{ lineId: teas, quantity: 3 }] })).order.total.amount).toBe(3_410);
    expect([world.carts.usesOf(code), asksOf(world)]).toEqual([[id], asked]);
    await expectAgreement(id);

    expect((await edit(id, { lines: [{ lineId: teas, quantity: 2 }] })).order.total.amount).toBe(2_640);
    expect([world.carts.usesOf(code), asksOf(world)]).toEqual([[], asked + 1]);
    await expectAgreement(id);
    const back = await edit(id, { lines: [{ lineId: teas, quantity: 5 }], ...paid() });
    expect(back.order.total.amount).toBe(5_850);
    expect(world.carts.usesOf(code)).toEqual([]);
    expect((await world.cancel(id)).order.status).toBe("CANCELLED");
  });

  test("gives the code back once, also when the answer to that is lost", async () => {
    const { id, teas, code } = await discounted();
    world.carts.fail("ChangeRedemptions", "answer-lost", 1);
    expect((await edit(id, { lines: [{ lineId: teas, quantity: 1 }] })).edit.status).toBe("APPLIED");
    await expectAgreement(id);
    await eventually(async () => {
      await world.hurry();
      expect((await fulfil(id)).__typename).toBe("OrderFulfilled");
    });
    expect(world.carts.usesOf(code)).toEqual([]);
  });

  test("stands when carts do not know of the code, and waits for staff with that", async () => {
    await inWorld(async (other) => {
      await other.start();
      const { id, teas, code } = await discounted(other);
      other.carts.refuseChanges(true);
      const { order } = await edit(id, { lines: [{ lineId: teas, quantity: 1 }] }, {}, other);
      expect(order.total.amount).toBe(1_570);
      const attention = "query($id: ID!) { order(id: $id) { attention { sagas { saga step error } } } }";
      await eventually(
        async () => {
          const tire = `UPDATE orders_jobs.job SET data = data || '{"attempt": 29}' WHERE name = 'edit'`;
          await other.database.query("test.tiredEdit", tire);
          await other.hurry();
          expect(await other.ask(attention, { id }, staff)).toMatchObject({
            attention: { sagas: [{ saga: "EDIT", step: "drop", error: expect.stringContaining("UNKNOWN") }] },
          });
        },
        { timeout: 20_000 },
      );
      other.carts.refuseChanges(false);
      await other.ask(resumeOrderMutation, { input: { orderId: id } }, staff);
      expect(other.carts.usesOf(code)).toEqual([]);
      await expectAgreement(id, other);
      expect((await other.cancel(id)).order.status).toBe("CANCELLED");
    });
  });
});

describe("an edit of an order in a market", () => {
  test("adds pieces at the market's price with their taxes in it, in the preview as in the order", async () => {
    const [tea, pot] = [randomUUID(), randomUUID()];
    for (const sku of [tea, pot]) world.inventory.setStock(sku, 5);
    world.carts.setPrice(pot, 3_000);
    world.carts.setPrice(pot, 2_500, "EU");
    const { order } = await world.place(placement(world.carts.newCart({ [tea]: 2 }, { market: "EU" })));
    expect(order.total.amount).toBe(2_500);
    const quote = await world.ask(orderEditQuoteQuery, { input: { orderId: order.id, ...adding(pot) } });
    expect(quote).toMatchObject({ total: { amount: 5_000 }, due: { amount: 2_500 }, tax: { amount: 240 } });
    const answer = await edit(order.id, {
      ...adding(pot),
      expectedTotal: { amount: 5_000, currency: "USD" },
      ...paid(),
    });
    expect(answer.order.total.amount).toBe(5_000);
    await expectAgreement(order.id);

    // Its pieces are given back for what was paid for them, the taxes that they hold not once more; then the shipping.
    const { lines } = await world.order(order.id);
    const byPiece = lines.flatMap(({ id, quantity }: { id: string; quantity: number }) =>
      Array.from({ length: quantity }, () => ({ lines: [{ lineId: id, quantity: 1 }] })),
    );
    for (const piece of byPiece) await refund(order.id, piece);
    expect((await world.order(order.id)).refunded.amount).toBe(4_500);
    expect(await refund(order.id)).toMatchObject({ order: { paymentStatus: "REFUNDED", refunded: { amount: 5_000 } } });
  });
});

describe("what an edit cannot give back", () => {
  test("waits for staff with all that they need, and is given back when they take it up again", async () => {
    await inWorld(async (other) => {
      await other.start();
      const { id, teas } = await confirmed(other);
      other.payments.declineRefunds();
      const { edit: applied } = await edit(id, { lines: [{ lineId: teas, quantity: 1 }] }, {}, other);
      expect(applied.status).toBe("APPLIED");
      const attention = `query($id: ID!) { order(id: $id) { attention {
        reason sagas { saga subjectId heading step attempts error amounts { name amount { amount } } references { name id } }
      } } }`;
      await eventually(
        async () => {
          await other.database.query(
            "test.tired",
            `UPDATE orders_jobs.job SET data = data || '{"attempt": 29}' WHERE name = 'refund'`,
          );
          await other.hurry();
          expect((await other.ask(attention, { id }, staff)).attention.sagas).toEqual([
            {
              ...{ saga: "REFUND", subjectId: applied.id, heading: "FORWARD", step: "give back", attempts: 30 },
              error: expect.stringContaining("PaymentUndecided: The provider declines"),
              amounts: expect.arrayContaining([{ name: "amount", amount: { amount: 2_140 } }]),
              references: expect.arrayContaining([{ name: "payments.refundId", id: applied.id }]),
            },
          ]);
        },
        { timeout: 20_000 },
      );
      other.payments.declineRefunds(false);
      expect(await other.ask(resumeOrderMutation, { input: { orderId: id } }, staff)).toMatchObject({
        order: { attention: null },
      });
      expect(other.payments.heldOf(id)).toBe(5_850 - 2_140);
      await expectAgreement(id, other);
    });
  });
});
