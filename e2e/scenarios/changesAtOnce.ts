import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import type { GraphClient } from "../src/client.ts";
import { scenario } from "../src/scenario.ts";
import type { Platform } from "../src/testPlatform.ts";
import {
  available,
  cartWith,
  confirmedOrder,
  customer,
  guest,
  placement,
  product,
  staff,
  unique,
} from "../src/world.ts";

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const countOf = (answers: readonly { __typename: string }[], typeName: string) =>
  answers.filter((answer) => answer.__typename === typeName).length;
const paid = (paymentMethod = "pm_card_visa") => ({ payment: { provider: "TEST", paymentMethod } });

/** What all payments of an order keep of what it costs without what was given back, once nothing of it is under way. */
async function expectPaid(admin: GraphClient, id: string): Promise<void> {
  await eventually(async () => {
    const { total, refunded, payments } = await admin.ask("OrderRevisions", { id });
    const kept = payments.map(
      ({ captured, refunded }: Record<string, { amount: number } | null>) =>
        (captured?.amount ?? 0) - (refunded?.amount ?? 0),
    );
    expect(kept.reduce((sum: number, one: number) => sum + one, 0)).toBe(total.amount - refunded.amount);
  });
}

/** A delivered order of three pieces. */
async function delivered(platform: Platform, admin: GraphClient, variantId: string) {
  const order = await confirmedOrder(guest(platform), variantId, 3);
  const sent = await admin.ask("FulfilOrder", { input: { idempotencyKey: unique(), orderId: order.id } });
  await admin.ask("MarkDelivered", { input: { idempotencyKey: unique(), fulfilmentId: sent.fulfilment.id } });
  return order;
}

export const changesAtOnce = scenario("changes of an order at once", (platform) => {
  test("cancelling all or a piece, sending, refunding, editing for more and for less: the books agree", async () => {
    const admin = await staff(platform());
    for (const _ of times(2)) {
      const teapot = await product(platform(), { onHand: 10 });
      const shopper = guest(platform());
      const { id: orderId, lines } = await confirmedOrder(shopper, teapot.variantId, 3);
      const on = () => ({ idempotencyKey: unique(), orderId });
      const to = (quantity: number) => ({ lines: [{ lineId: lines[0].id, quantity }] });
      const amount = { amount: 500, currency: "USD" };
      const [cancelled, inPart, sent, ...others] = await Promise.all([
        shopper.ask("CancelOrder", { input: { ...on(), reason: "Changed my mind" } }),
        shopper.ask("CancelOrderLines", { input: { ...on(), ...to(1), reason: "Two will do" } }),
        admin.ask("FulfilOrder", { input: on() }),
        admin.ask("RefundOrder", { input: { ...on(), amount, reason: "A scratch", restock: false } }),
        shopper.ask("EditOrder", { input: { ...on(), ...to(5), ...paid() } }),
        admin.ask("EditOrder", { input: { ...on(), ...to(1) } }),
      ]);
      expect(countOf([cancelled], "OrderCancelled") + countOf([sent], "OrderFulfilled")).toBeLessThanOrEqual(1);
      const edits = countOf(others, "OrderEdited");
      if (cancelled.__typename === "OrderCancelled") {
        // What came before it counts; nothing comes after.
        expect((await shopper.ask("Order", { id: orderId })).status).toBe("CANCELLED");
        await eventually(async () => expect(await available(platform(), teapot.slug)).toBe(10));
      } else if (edits === 0) {
        expect(await available(platform(), teapot.slug)).toBe(7 + countOf([inPart], "OrderLinesCancelled"));
      }
      await expectPaid(admin, orderId);
    }
  }, 90_000);

  test("3-D Secure that comes back twice and as the order is cancelled: it ends one way, with its money and its stock", async () => {
    const admin = await staff(platform());
    for (const outcome of ["SUCCEEDED", "FAILED"]) {
      const teapot = await product(platform(), { onHand: 5 });
      const shopper = guest(platform());
      const cartId = await cartWith(shopper, teapot.variantId, 2);
      const asked = await shopper.ask("PlaceOrder", {
        input: placement(cartId, paid("pm_card_authenticationRequired")),
      });
      const orderId = asked.order.id;
      const complete = (of: string) => shopper.ask("CompletePaymentAction", { input: { orderId, outcome: of } });
      await Promise.all([
        complete("SUCCEEDED"),
        complete(outcome),
        shopper.ask("CancelOrder", { input: { idempotencyKey: unique(), orderId, reason: "Changed my mind" } }),
      ]);
      await eventually(async () => {
        const { status, paymentStatus } = await shopper.ask("Order", { id: orderId });
        expect(["CANCELLED", "REJECTED", "CONFIRMED"]).toContain(status);
        expect(paymentStatus === "CAPTURED").toBe(status === "CONFIRMED");
        expect(await available(platform(), teapot.slug)).toBe(status === "CONFIRMED" ? 3 : 5);
        const { payments } = await admin.ask("OrderRevisions", { id: orderId });
        expect(payments.length).toBeLessThanOrEqual(1);
      });
    }
  }, 90_000);

  test("two who log in with one guest's cart while it is ordered: one order, and no cart holds its pieces", async () => {
    const teapot = await product(platform(), { onHand: 10 });
    const shopper = guest(platform());
    const cartId = await cartWith(shopper, teapot.variantId, 2);
    const people = [await customer(platform()), await customer(platform())];
    const [placed] = await Promise.all([
      shopper.ask("PlaceOrder", { input: placement(cartId) }),
      ...people.map(({ email, password }) => shopper.ask("Login", { input: { email, password, cartId } })),
    ]);
    // Whose cart it was before the order came is who can order it.
    const linesOf = ({ client }: (typeof people)[number]) =>
      client.ask("Me").then(({ cart }) => (cart?.lines ?? []) as unknown[]);
    await eventually(async () => {
      const held = (await Promise.all(people.map(linesOf))).filter(({ length }) => length > 0).length;
      expect(held).toBe(placed.__typename === "OrderPlaced" ? 0 : 1);
    });
    expect(await available(platform(), teapot.slug)).toBe(placed.__typename === "OrderPlaced" ? 8 : 10);
  }, 90_000);

  test("a return that is received three times while the order is refunded: no piece is paid back twice", async () => {
    const admin = await staff(platform());
    const teapot = await product(platform(), { onHand: 10 });
    const order = await delivered(platform(), admin, teapot.variantId);
    const lines = [{ lineId: order.lines[0].id, quantity: 2 }];
    const on = () => ({ idempotencyKey: unique(), orderId: order.id });
    const requested = await Promise.all(
      times(3).map(() => admin.ask("RequestReturn", { input: { ...on(), lines, reason: "DAMAGED" } })),
    );
    expect(countOf(requested, "ReturnRequested")).toBe(1);
    const returnId = requested.find((answer) => answer.return).return.id;
    await admin.ask("ApproveReturn", { input: { returnId } });
    const back = { returnId, lines: [{ ...lines[0], condition: "RESTOCK" }] };
    const received = await Promise.all([
      ...times(3).map(() => admin.ask("ReceiveReturn", { input: { idempotencyKey: unique(), ...back } })),
      admin.ask("RefundOrder", { input: { ...on(), reason: "All of it", restock: false } }),
    ]);
    expect(countOf(received, "ReturnReceived")).toBe(1);
    const isAllPaidBack = countOf(received, "OrderRefunded") === 1;
    await eventually(async () => {
      const { refunded } = await admin.ask("Order", { id: order.id });
      expect(refunded.amount >= order.total.amount).toBe(isAllPaidBack);
      expect(refunded.amount).toBeLessThanOrEqual(order.total.amount);
      expect(await available(platform(), teapot.slug)).toBe(9);
    });
    await expectPaid(admin, order.id);
  }, 90_000);
});
