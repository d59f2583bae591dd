import { expect, test } from "@jest/globals";
import { scenario } from "../src/scenario.ts";
import { cartWith, confirmedOrder, customer, guest, placement, product, staff, unique } from "../src/world.ts";

export const ownership = scenario("what is not yours is not there", (platform) => {
  test("a customer's cart and order are hidden from others and cannot be changed by them", async () => {
    const teapot = await product(platform(), { onHand: 5 });
    const { client: owner } = await customer(platform());
    const order = await confirmedOrder(owner, teapot.variantId);
    const cartId = await cartWith(owner, teapot.variantId);
    const lineId = (await owner.ask("Cart", { id: cartId })).lines[0].id;

    const { client: stranger } = await customer(platform());
    for (const other of [stranger, guest(platform())]) {
      expect(await other.ask("Cart", { id: cartId })).toBeNull();
      expect(await other.ask("Order", { id: order.id })).toBeNull();
      const line = { variantId: teapot.variantId, quantity: 1 };
      const answers = await Promise.all([
        other.ask("AddCartLines", { input: { cartId, lines: [line] } }),
        other.ask("UpdateCartLines", { input: { cartId, lines: [{ lineId, quantity: 0 }] } }),
        other.ask("ApplyDiscountCode", { input: { cartId, code: "ANY" } }),
        other.ask("PlaceOrder", { input: placement(cartId) }),
        other.ask("CancelOrder", { input: { idempotencyKey: unique(), orderId: order.id, reason: "mine now" } }),
        other.ask("CompletePaymentAction", { input: { orderId: order.id, outcome: "FAILED" } }),
      ]);
      expect(answers.map((answer) => answer.__typename)).toEqual([
        "CartNotFound",
        "CartNotFound",
        "CartNotFound",
        "CartNotFound",
        "OrderNotFound",
        "OrderNotFound",
      ]);
    }
    expect((await owner.ask("Cart", { id: cartId })).lines).toHaveLength(1);
    expect((await owner.ask("Order", { id: order.id })).status).toBe("CONFIRMED");
  });

  test("a guest's cart is its new owner's alone after registration", async () => {
    const teapot = await product(platform(), { onHand: 5 });
    const cartId = await cartWith(guest(platform()), teapot.variantId);
    await customer(platform(), cartId);
    expect(await guest(platform()).ask("Cart", { id: cartId })).toBeNull();
  });

  test("staff's mutations want their roles", async () => {
    const { client } = await customer(platform());
    const product = {
      title: "x",
      options: [],
      variants: [{ sku: unique(), options: [], price: { amount: 1, currency: "USD" } }],
    };
    for (const shopper of [client, guest(platform())]) {
      for (const [name, input] of [
        ["CreateProduct", product],
        ["SetStock", { idempotencyKey: unique(), sku: "x", warehouseId: unique(), onHand: 1 }],
        ["FulfilOrder", { idempotencyKey: unique(), orderId: "x" }],
        ["RefundOrder", { idempotencyKey: unique(), orderId: "x", reason: "x", restock: false }],
        ["CreatePromotion", { code: unique(), kind: "FREE_SHIPPING" }],
      ] as const) {
        const { errors, status } = await shopper.send(name, { input });
        expect(status).toBeLessThan(500);
        expect(errors[0]?.extensions?.code).toBe("FORBIDDEN");
      }
    }
    const moderator = await staff(platform(), "moderator");
    expect(
      (await moderator.send("FulfilOrder", { input: { idempotencyKey: unique(), orderId: "x" } })).errors[0]?.extensions
        ?.code,
    ).toBe("FORBIDDEN");
  });

  test("no client reaches an internal field", async () => {
    const admin = await staff(platform());
    const { errors, data } = await admin.post({ query: `mutation { capturePayment(orderId: "x") { paymentId } }` });
    expect(errors).not.toEqual([]);
    expect(data ?? null).toBeNull();
  });
});
