import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { onEveryPlatform } from "../src/platforms.ts";
import { available, cartWith, guest, placement, product } from "../src/world.ts";

onEveryPlatform(
  "3-D Secure that never comes",
  (platform) => {
    test("ends the order, voids the payment and gives the stock back; the cart can be ordered again", async () => {
      const teapot = await product(platform(), { onHand: 1 });
      const shopper = guest(platform());
      const cartId = await cartWith(shopper, teapot.variantId);
      const asked = await shopper.ask("PlaceOrder", {
        input: placement(cartId, { payment: { provider: "TEST", paymentMethod: "pm_card_authenticationRequired" } }),
      });
      expect(asked.__typename).toBe("PaymentActionRequired");
      expect(await available(platform(), teapot.slug)).toBe(0);

      await eventually(
        async () =>
          expect(await shopper.ask("Order", { id: asked.order.id })).toMatchObject({
            status: "REJECTED",
            paymentStatus: "VOIDED",
          }),
        { timeout: 45_000 },
      );
      expect(await available(platform(), teapot.slug)).toBe(1);
      expect((await shopper.ask("PlaceOrder", { input: placement(cartId) })).order.status).toBe("CONFIRMED");
    }, 90_000);
  },
  { PAYMENT_ACTION_TIMEOUT: "2", RESERVATION_EXPIRY: "30" },
);
