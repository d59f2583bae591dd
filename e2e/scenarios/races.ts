import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { scenario } from "../src/scenario.ts";
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

export const races = scenario("who comes first", (platform) => {
  test("cancelling, sending and refunding an order at once: one of sent and cancelled, and the money agrees", async () => {
    const teapot = await product(platform(), { onHand: 6 });
    const admin = await staff(platform());
    for (const _ of times(3)) {
      const shopper = guest(platform());
      const order = await confirmedOrder(shopper, teapot.variantId, 2);
      const on = () => ({ idempotencyKey: unique(), orderId: order.id });
      const [cancelled, fulfilled, refunded] = await Promise.all([
        shopper.ask("CancelOrder", { input: { ...on(), reason: "Changed my mind" } }),
        admin.ask("FulfilOrder", { input: on() }),
        admin.ask("RefundOrder", { input: { ...on(), reason: "A scratch", restock: false } }),
      ]);
      const stored = await shopper.ask("Order", { id: order.id });
      const isCancelled = cancelled.__typename === "OrderCancelled";
      const isSent = fulfilled.__typename === "OrderFulfilled";
      expect(isCancelled && isSent).toBe(false);
      if (isCancelled)
        expect(stored).toMatchObject({ status: "CANCELLED", paymentStatus: "REFUNDED", fulfilments: [] });
      if (isSent) expect(stored).toMatchObject({ status: "SHIPPED" });
      if (refunded.__typename === "OrderRefunded" && !isCancelled) expect(stored.refunded).toEqual(order.total);
    }
  }, 90_000);

  test("ten refunds of half an order at once: two of them, and no cent more", async () => {
    const teapot = await product(platform(), { onHand: 1 });
    const order = await confirmedOrder(guest(platform()), teapot.variantId);
    const admin = await staff(platform());
    const amount = { ...order.total, amount: Math.floor(order.total.amount / 2) };
    const input = { orderId: order.id, amount, reason: "A scratch", restock: false };
    const answers = await Promise.all(
      times(10).map(() => admin.ask("RefundOrder", { input: { ...input, idempotencyKey: unique() } })),
    );
    expect(countOf(answers, "OrderRefunded")).toBe(2);
    const stored = await admin.ask("Order", { id: order.id });
    expect(stored.refunded.amount).toBe(2 * amount.amount);
  }, 90_000);

  test("one refund sent ten times is one refund", async () => {
    const teapot = await product(platform(), { onHand: 1 });
    const order = await confirmedOrder(guest(platform()), teapot.variantId);
    const admin = await staff(platform());
    const amount = { amount: 100, currency: "USD" };
    const input = { idempotencyKey: unique(), orderId: order.id, amount, reason: "A scratch", restock: false };
    const answers = await Promise.all(times(10).map(() => admin.ask("RefundOrder", { input })));
    expect(countOf(answers, "OrderRefunded")).toBe(10);
    expect((await admin.ask("Order", { id: order.id })).refunded).toEqual(amount);
  }, 90_000);

  test("registering with a cart while it is ordered: one order, and nothing of it is in any cart afterwards", async () => {
    const teapot = await product(platform(), { onHand: 3 });
    for (const _ of times(3)) {
      const shopper = guest(platform());
      const cartId = await cartWith(shopper, teapot.variantId);
      const [placed, { client }] = await Promise.all([
        shopper.ask("PlaceOrder", { input: placement(cartId) }),
        customer(platform(), cartId),
      ]);
      // Who was a customer before the order came is asked to order as one.
      const order = placed.order ?? (await client.ask("PlaceOrder", { input: placement(cartId) })).order;
      expect(order.status).toBe("CONFIRMED");
      await eventually(async () => expect((await client.ask("Me")).cart?.lines ?? []).toEqual([]));
    }
    expect(await available(platform(), teapot.slug)).toBe(0);
  }, 90_000);

  test("two tabs that change a cart they saw alike: one is told, and what the other set holds", async () => {
    const teapot = await product(platform(), { onHand: 20 });
    const shopper = guest(platform());
    const cartId = await cartWith(shopper, teapot.variantId);
    const { version, lines } = await shopper.ask("Cart", { id: cartId });
    const answers = await Promise.all(
      [3, 7].map((quantity) =>
        shopper.ask("UpdateCartLines", {
          input: { cartId, expectedVersion: version, lines: [{ lineId: lines[0].id, quantity }] },
        }),
      ),
    );
    expect(countOf(answers, "CartChanged")).toBe(1);
    expect(countOf(answers, "CartVersionConflict")).toBe(1);
    const winner = answers.find((answer) => answer.__typename === "CartChanged");
    const cart = await shopper.ask("Cart", { id: cartId });
    expect(cart.lines[0].quantity).toBe(winner.cart.lines[0].quantity);
  }, 90_000);
});
