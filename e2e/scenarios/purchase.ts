import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { scenario } from "../src/scenario.ts";
import {
  address,
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

export const purchase = scenario("the way to a paid order", (platform) => {
  test("a guest finds a product, fills a cart, sees the price and buys", async () => {
    const teapot = await product(platform(), { onHand: 7 });
    const shopper = guest(platform());
    const page = await shopper.ask("ProductPage", { slug: teapot.slug });
    expect(page.variants[0].availability).toEqual({ inStock: true, quantity: 7 });

    const cartId = await cartWith(shopper, teapot.variantId, 2);
    const cart = await shopper.ask("Cart", { id: cartId });
    expect(cart.lines[0].variant.product.slug).toBe(teapot.slug);
    expect(cart.total).toEqual({ amount: 2 * teapot.price, currency: "USD" });

    const quote = await shopper.ask("CheckoutQuote", { input: { cartId, shippingAddress: address } });
    expect(quote.total.amount).toBe(
      quote.subtotal.amount - quote.discount.amount + quote.shipping.amount + quote.tax.amount,
    );
    const placed = await shopper.ask("PlaceOrder", {
      input: placement(cartId, { shippingMethodId: quote.shippingMethods[0].id, expectedTotal: quote.total }),
    });
    expect(placed.order).toMatchObject({ status: "CONFIRMED", paymentStatus: "CAPTURED", total: quote.total });
    expect(placed.order.timeline.map((entry: { status: string }) => entry.status)).toEqual(["PLACED", "CONFIRMED"]);
    expect(placed.order.lines[0].variant.sku).toBe(teapot.sku);
    expect(await available(platform(), teapot.slug)).toBe(5);

    const order = await shopper.ask("Order", { id: placed.order.id });
    expect(order).toMatchObject({ number: placed.order.number, status: "CONFIRMED" });
    await eventually(async () => expect((await shopper.ask("Cart", { id: cartId })).lines).toEqual([]));
  });

  test("a customer registers with a guest's cart, buys it, and finds the order", async () => {
    const teapot = await product(platform(), { onHand: 3 });
    const cartId = await cartWith(guest(platform()), teapot.variantId, 2);
    const { client } = await customer(platform(), cartId);

    // The guest's id leads its new owner to the merged cart.
    expect((await client.ask("Cart", { id: cartId })).lines).toHaveLength(1);
    const me = await client.ask("Me");
    const placed = await client.ask("PlaceOrder", { input: placement(me.cart.id) });
    expect(placed.order.status).toBe("CONFIRMED");
    const { orders } = await client.ask("Me");
    expect(orders.edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual([placed.order.id]);
  });

  test("staff ship an order in two parcels and deliver it; what was shipped has left the warehouse", async () => {
    const teapot = await product(platform(), { onHand: 3 });
    const shopper = guest(platform());
    const order = await confirmedOrder(shopper, teapot.variantId, 3);
    const processor = await staff(platform(), "orders");

    const first = await processor.ask("FulfilOrder", {
      input: {
        idempotencyKey: unique(),
        orderId: order.id,
        lines: [{ lineId: order.lines[0].id, quantity: 1 }],
        carrier: "UPS",
        trackingNumber: "1Z999",
      },
    });
    expect(first.order.status).toBe("PARTIALLY_SHIPPED");
    const second = await processor.ask("FulfilOrder", { input: { idempotencyKey: unique(), orderId: order.id } });
    expect(second.order.status).toBe("SHIPPED");
    for (const { fulfilment } of [first, second]) {
      await processor.ask("MarkDelivered", { input: { idempotencyKey: unique(), fulfilmentId: fulfilment.id } });
    }
    const delivered = await shopper.ask("Order", { id: order.id });
    expect(delivered.status).toBe("DELIVERED");
    expect(delivered.fulfilments).toHaveLength(2);
    expect(delivered.timeline.map((entry: { sequence: number }) => entry.sequence)).toEqual(
      [1, 2, 3, 4, 5].slice(0, delivered.timeline.length),
    );
    expect(await available(platform(), teapot.slug)).toBe(0);
  });

  test("a cancelled order gives stock and money back", async () => {
    const teapot = await product(platform(), { onHand: 2 });
    const shopper = guest(platform());
    const order = await confirmedOrder(shopper, teapot.variantId, 2);
    const cancelled = await shopper.ask("CancelOrder", {
      input: { idempotencyKey: unique(), orderId: order.id, reason: "Changed my mind" },
    });
    expect(cancelled.order).toMatchObject({ status: "CANCELLED", paymentStatus: "REFUNDED" });
    expect(await available(platform(), teapot.slug)).toBe(2);
  });

  test("staff refund a part of an order", async () => {
    const teapot = await product(platform(), { onHand: 2 });
    const order = await confirmedOrder(guest(platform()), teapot.variantId, 2);
    const admin = await staff(platform());
    const refunded = await admin.ask("RefundOrder", {
      input: {
        idempotencyKey: unique(),
        orderId: order.id,
        amount: { amount: 500, currency: "USD" },
        reason: "A scratch",
        restock: false,
      },
    });
    expect(refunded.order).toMatchObject({
      paymentStatus: "PARTIALLY_REFUNDED",
      refunded: { amount: 500, currency: "USD" },
    });
  });

  test("a declined card gives the stock back and leaves the cart open", async () => {
    const teapot = await product(platform(), { onHand: 1 });
    const shopper = guest(platform());
    const cartId = await cartWith(shopper, teapot.variantId);
    const declined = await shopper.ask("PlaceOrder", {
      input: placement(cartId, { payment: { provider: "TEST", paymentMethod: "pm_card_visa_chargeDeclined" } }),
    });
    expect(declined).toMatchObject({ __typename: "PaymentDeclined", code: "card_declined" });
    expect(await available(platform(), teapot.slug)).toBe(1);
    expect((await shopper.ask("Cart", { id: cartId })).lines).toHaveLength(1);
    expect((await shopper.ask("PlaceOrder", { input: placement(cartId) })).order.status).toBe("CONFIRMED");
  });

  test("3-D Secure: confirmed it goes through, refused it is undone", async () => {
    const teapot = await product(platform(), { onHand: 2 });
    for (const outcome of ["SUCCEEDED", "FAILED"]) {
      const shopper = guest(platform());
      const cartId = await cartWith(shopper, teapot.variantId);
      const asked = await shopper.ask("PlaceOrder", {
        input: placement(cartId, { payment: { provider: "TEST", paymentMethod: "pm_card_authenticationRequired" } }),
      });
      expect(asked.__typename).toBe("PaymentActionRequired");
      const input = { orderId: asked.order.id, outcome };
      const completed = await shopper.ask("CompletePaymentAction", { input });
      expect(completed.order).toMatchObject(
        outcome === "SUCCEEDED"
          ? { status: "CONFIRMED", paymentStatus: "CAPTURED" }
          : { status: "REJECTED", paymentStatus: "FAILED" },
      );
      expect(await shopper.ask("CompletePaymentAction", { input })).toEqual(completed);
    }
    expect(await available(platform(), teapot.slug)).toBe(1);
  });

  test("a price that changed since it was shown is told, and nothing is bought", async () => {
    const teapot = await product(platform(), { onHand: 1 });
    const shopper = guest(platform());
    const cartId = await cartWith(shopper, teapot.variantId);
    const answer = await shopper.ask("PlaceOrder", {
      input: placement(cartId, { expectedTotal: { amount: 1, currency: "USD" } }),
    });
    expect(answer).toMatchObject({ __typename: "PriceChanged", expected: { amount: 1 } });
    expect(await available(platform(), teapot.slug)).toBe(1);
  });
});
