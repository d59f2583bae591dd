import { eventOf, paymentAuthorised, paymentFailed } from "@angidi/event-contracts";
import { openEventLog } from "@angidi/events";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readConfig } from "../src/config.ts";
import { completePaymentActionMutation } from "./world/operations.ts";
import { testCard } from "./world/payments.ts";
import { inWorld, makeWorld, paidBy, placement, staff, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
  world.inventory.setStock("TEA", 100);
});
afterAll(() => world.stop());

const waiting = (in_ = world) => in_.place(placement(in_.carts.newCart({ TEA: 1 }), paidBy(testCard.needsAction)));
const complete = (orderId: string, outcome: string, in_ = world) =>
  in_.ask(completePaymentActionMutation, { input: { orderId, outcome } });

describe("a payment that the shopper has to confirm", () => {
  test("waits with the order PLACED and the stock reserved", async () => {
    const answer = await waiting();
    expect(answer).toMatchObject({ __typename: "PaymentActionRequired", clientSecret: "secret", redirectUrl: null });
    expect(await world.order(answer.order.id)).toMatchObject({ status: "PLACED", paymentStatus: "REQUIRES_ACTION" });
    expect(world.payments.captures).not.toContain(answer.order.id);
  });

  test("confirms the order when it is confirmed, however often that is said", async () => {
    const { order } = await waiting();
    const said = await Promise.all([complete(order.id, "SUCCEEDED"), complete(order.id, "SUCCEEDED")]);
    for (const answer of [...said, await complete(order.id, "FAILED")]) {
      expect(answer).toEqual({
        __typename: "PaymentActionCompleted",
        order: { id: order.id, status: "CONFIRMED", paymentStatus: "CAPTURED" },
      });
    }
    expect(world.payments.captures.filter((id) => id === order.id)).toHaveLength(1);
  });

  test("rejects the order when it fails, and leaves the cart open", async () => {
    const cart = world.carts.newCart({ TEA: 1 });
    const input = placement(cart, paidBy(testCard.needsAction));
    const { order } = await world.place(input);
    const before = world.inventory.stockOf("TEA").reserved;
    expect(await complete(order.id, "FAILED")).toEqual({
      __typename: "PaymentActionCompleted",
      order: { id: order.id, status: "REJECTED", paymentStatus: "FAILED" },
    });
    expect(await complete(order.id, "SUCCEEDED")).toMatchObject({ order: { status: "REJECTED" } });
    expect(world.inventory.stockOf("TEA").reserved).toBe(before - 1);
    expect(await world.place(input)).toMatchObject({ __typename: "OrderPlaced", order: { status: "REJECTED" } });
    expect((await world.place(placement(cart))).order.status).toBe("CONFIRMED");
  });

  test("that was confirmed, as a provider tells by webhook, is CONFIRMED without anybody asking", async () => {
    const { order } = await waiting();
    await world.payments.subgraph.transport.execute(
      world.requestOf(`mutation($input: SettlePaymentActionInput!) { settlePaymentAction(input: $input) { status } }`, {
        input: { orderId: order.id, outcome: "SUCCEEDED" },
      }),
    );
    const log = openEventLog(readConfig(world.store.environment).events);
    const data = { paymentId: "c", orderId: order.id, buyerId: "b", amount: 1_570, currency: "USD", code: null };
    await log.append([eventOf(paymentAuthorised, { source: "payments", subject: "c", subjectVersion: 2, data })]);
    await log.close();
    await world.until(order.id, "CONFIRMED");
  });

  test("that a provider tells of by webhook is gone on with at once", async () => {
    const { order } = await waiting();
    // What payments' webhook would have done, and published.
    await world.payments.subgraph.transport.execute(
      world.requestOf(`mutation($input: SettlePaymentActionInput!) { settlePaymentAction(input: $input) { status } }`, {
        input: { orderId: order.id, outcome: "FAILED" },
      }),
    );
    const log = openEventLog(readConfig(world.store.environment).events);
    const data = {
      paymentId: "p",
      orderId: order.id,
      buyerId: "b",
      amount: 1_570,
      currency: "USD",
      code: "expired_card",
    };
    await log.append([eventOf(paymentFailed, { source: "payments", subject: "p", subjectVersion: 2, data })]);
    await log.close();
    await world.until(order.id, "REJECTED");
    expect(await world.order(order.id)).toMatchObject({ paymentStatus: "FAILED" });
  });

  test("that never comes ends: the order is REJECTED, the payment void, the stock released, the cart open", async () => {
    await inWorld(
      async (hasty) => {
        await hasty.start();
        hasty.inventory.setStock("TEA", 1);
        const cart = hasty.carts.newCart({ TEA: 1 });
        const { order } = await hasty.place(placement(cart, paidBy(testCard.needsAction)));
        expect(hasty.inventory.stockOf("TEA").reserved).toBe(1);
        await hasty.until(order.id, "REJECTED");
        expect(await hasty.order(order.id)).toMatchObject({ paymentStatus: "VOIDED" });
        expect(hasty.inventory.stockOf("TEA").reserved).toBe(0);
        expect(hasty.payments.moneyOf(order.id)).toMatchObject({ status: "VOIDED", captured: 0 });
        expect(await complete(order.id, "SUCCEEDED", hasty)).toMatchObject({ order: { status: "REJECTED" } });
        expect((await hasty.place(placement(cart))).order.status).toBe("CONFIRMED");
      },
      { environment: { PAYMENT_ACTION_TIMEOUT: "2", RESERVATION_EXPIRY: "60" } },
    );
  });
});

test("an order that waits for no confirmation, or that there is not, is refused", async () => {
  const { order } = await world.place(placement(world.carts.newCart({ TEA: 1 })));
  expect(await complete(order.id, "SUCCEEDED")).toMatchObject({ __typename: "PaymentActionNotRequired" });
  expect(await complete("nonsense", "SUCCEEDED")).toMatchObject({ __typename: "OrderNotFound" });
});

test("payments that fail to answer leave the order waiting, to be said again", async () => {
  const { order } = await waiting();
  world.payments.fail("SettlePaymentAction", "unreachable");
  await expect(complete(order.id, "SUCCEEDED")).rejects.toThrow("SERVICE_UNAVAILABLE");
  world.payments.heal();
  expect(await complete(order.id, "SUCCEEDED")).toMatchObject({ order: { status: "CONFIRMED" } });
  expect(await world.order(order.id, staff)).toMatchObject({
    timeline: [{ status: "PLACED" }, { status: "CONFIRMED" }],
  });
});

test("however often it is said, with payments away or without, one chain of jobs goes on with the order", async () => {
  await inWorld(
    async (quiet) => {
      quiet.inventory.setStock("TEA", 1);
      const { order } = await quiet.place(placement(quiet.carts.newCart({ TEA: 1 }), paidBy(testCard.needsAction)));
      const waitingJobs = async () => {
        const text = "SELECT count(*) AS number FROM orders_jobs.job WHERE name = 'placement' AND state < 'active'";
        const [row] = await quiet.database.query<{ number: number }>("test.waitingJobs", text);
        return row!.number;
      };
      expect(await waitingJobs()).toBe(1);
      quiet.payments.fail("SettlePaymentAction", "unreachable");
      for (let times = 0; times < 5; times++) {
        await expect(complete(order.id, "SUCCEEDED", quiet)).rejects.toThrow("SERVICE_UNAVAILABLE");
      }
      // The placement's own, and one that looks sooner.
      expect(await waitingJobs()).toBe(2);

      await quiet.start();
      // Both have been worked off, and found that the shopper has to act: one job waits for the end of their time.
      for (let round = 0; round < 3; round++) {
        await expect(complete(order.id, "SUCCEEDED", quiet)).rejects.toThrow("SERVICE_UNAVAILABLE");
        const later = "UPDATE orders_jobs.job SET start_after = now() WHERE start_after < now() + interval '1 minute'";
        await quiet.database.query("test.firstLooks", `${later} AND state < 'active'`);
        await eventually(async () => expect(await waitingJobs()).toBe(1), { timeout: 20_000 });
      }
      quiet.payments.heal();
      expect(await complete(order.id, "SUCCEEDED", quiet)).toMatchObject({ order: { status: "CONFIRMED" } });
    },
    { environment: { PAYMENT_ACTION_TIMEOUT: "600", RESERVATION_EXPIRY: "1200" } },
  );
}, 60_000);
