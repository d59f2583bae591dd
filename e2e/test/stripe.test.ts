import { eventually, startStripeServer } from "@angidi/testing";
import { afterAll, expect, test } from "@jest/globals";
import pg from "pg";
import { request } from "undici";
import { onEveryPlatform } from "../src/platforms.ts";
import { available, cartWith, guest, placement, product } from "../src/world.ts";

const stripe = await startStripeServer();
afterAll(() => stripe.close());

onEveryPlatform(
  "a payment at Stripe that the shopper confirms at their bank",
  (platform) => {
    const webhook = async (type: string, id: string) => {
      const { body, headers } = stripe.webhook(type, { id });
      const address = new URL("/webhooks/stripe", platform().url);
      const answer = await request(address, {
        method: "POST",
        body,
        headers: { ...headers, "content-type": "application/json; charset=utf-8" },
      });
      await answer.body.dump();
      return answer.statusCode;
    };
    async function waiting() {
      const teapot = await product(platform(), { onHand: 1 });
      const shopper = guest(platform());
      const cartId = await cartWith(shopper, teapot.variantId);
      const payment = { provider: "STRIPE", paymentMethod: "pm_card_authenticationRequired" };
      const asked = await shopper.ask("PlaceOrder", { input: placement(cartId, { payment }) });
      if (asked.__typename !== "PaymentActionRequired") throw new Error(`Not asked: ${JSON.stringify(asked)}`);
      const intent = asked.clientSecret.split("_secret_")[0] as string;
      return { teapot, shopper, orderId: asked.order.id as string, intent };
    }

    test("confirms the order within seconds of Stripe's webhook", async () => {
      const { shopper, orderId, intent } = await waiting();
      stripe.confirm(intent, "SUCCEEDED");
      expect(await webhook("payment_intent.amount_capturable_updated", intent)).toBe(200);
      await eventually(
        async () =>
          expect(await shopper.ask("Order", { id: orderId })).toMatchObject({
            status: "CONFIRMED",
            paymentStatus: "CAPTURED",
          }),
        { timeout: 20_000 },
      );
    }, 60_000);

    test("ends the order when the bank says no, and gives the stock back", async () => {
      const { shopper, teapot, orderId, intent } = await waiting();
      stripe.confirm(intent, "FAILED");
      expect(await webhook("payment_intent.payment_failed", intent)).toBe(200);
      await eventually(
        async () => expect(await shopper.ask("Order", { id: orderId })).toMatchObject({ status: "REJECTED" }),
        { timeout: 20_000 },
      );
      expect(await available(platform(), teapot.slug)).toBe(1);
    }, 60_000);

    test("is confirmed when the shopper comes back before the webhook", async () => {
      const { shopper, orderId, intent } = await waiting();
      const said = await shopper.ask("CompletePaymentAction", { input: { orderId, outcome: "SUCCEEDED" } });
      expect(said.order.status).toBe("PLACED"); // A client's word is not enough.
      stripe.confirm(intent, "SUCCEEDED");
      const back = await shopper.ask("CompletePaymentAction", { input: { orderId, outcome: "SUCCEEDED" } });
      expect(back.order.status).toBe("CONFIRMED");
      expect(await webhook("payment_intent.succeeded", intent)).toBe(200);
    }, 60_000);

    test("that comes when the stock was let go and is somebody else's: nothing is taken, and nothing sold twice", async () => {
      const { teapot, shopper, orderId, intent } = await waiting();
      const database = new pg.Client({ connectionString: platform().environment.DATABASE_URL });
      await database.connect();
      await database.query("UPDATE inventory.reservations SET expires_at = now() WHERE order_id = $1", [orderId]);
      await database.end();
      await eventually(async () => expect(await available(platform(), teapot.slug)).toBe(1), { timeout: 20_000 });
      const other = guest(platform());
      const bought = await other.ask("PlaceOrder", { input: placement(await cartWith(other, teapot.variantId)) });
      expect(bought.order.status).toBe("CONFIRMED");

      stripe.confirm(intent, "SUCCEEDED");
      const [back, ...told] = await Promise.all([
        shopper.ask("CompletePaymentAction", { input: { orderId, outcome: "SUCCEEDED" } }),
        ...[1, 2, 3].map(() => webhook("payment_intent.amount_capturable_updated", intent)),
      ]);
      expect(told).toEqual([200, 200, 200]);
      expect(back.__typename).toBe("PaymentActionCompleted");
      await eventually(
        async () =>
          expect(await shopper.ask("Order", { id: orderId })).toMatchObject({
            status: "REJECTED",
            paymentStatus: "VOIDED",
          }),
        { timeout: 20_000 },
      );
      expect(await available(platform(), teapot.slug)).toBe(0);
      const captures = stripe.requests.filter(({ path }) => path.endsWith(`${intent}/capture`));
      expect(captures).toEqual([]);
    }, 60_000);

    test("refuses a webhook that Stripe has not signed", async () => {
      const address = new URL("/webhooks/stripe", platform().url);
      const answer = await request(address, { method: "POST", body: "{}" });
      expect([answer.statusCode, await answer.body.text()]).toEqual([400, ""]);
    });
  },
  {
    PAYMENT_PROVIDER: "test,stripe",
    STRIPE_SECRET_KEY: "sk_test_double",
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_BASE: stripe.url,
  },
);
