import { randomUUID } from "node:crypto";
import { money } from "@angidi/money";
import { countStatements } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { capturePayment } from "../src/usecases/capturePayment.ts";
import { refundPayment } from "../src/usecases/refundPayment.ts";
import { voidPayment } from "../src/usecases/voidPayment.ts";
import { Crash, crashing } from "./crashingProvider.ts";
import { authorisation, checkBooks, eventsOf, newOrderId, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => checkBooks(world.database));
afterAll(() => world.close());

const crashingPorts = () => ({ ...world.ports, providers: { TEST: crashing(world.ports.providers.TEST!) } });
/** The order's own payment. */
const ownOf = (orderId: string) => ({ orderId, supplementId: null });
const times = <T>(count: number, task: () => Promise<T>) => Promise.all(Array.from({ length: count }, task));

describe("capturing", () => {
  it("takes what is held, by four statements, and publishes it", async () => {
    const orderId = await world.authorised();
    const { result, statements } = await countStatements(() => world.capture(orderId));
    expect(result).toMatchObject({ status: "CAPTURED", captured: 1_000, refunded: 0 });
    expect(statements.map(({ label }) => label)).toEqual([
      "payments.byKey",
      "payments.append",
      "testProvider.capture",
      "payments.append",
    ]);
    expect(await eventsOf(world.database, result.paymentId)).toMatchObject([
      { type: "payment.completed", data: { orderId, amount: 1_000, currency: "USD", code: null } },
    ]);
  });

  it("takes it once, however many ask at once", async () => {
    const orderId = await world.authorised();
    const states = await times(10, () => world.capture(orderId));
    for (const state of states) expect(state).toEqual(states[0]);
    expect(await eventsOf(world.database, states[0].paymentId)).toHaveLength(1);
  });

  it("takes it once, though a process died after the provider had done it", async () => {
    const orderId = await world.authorised();
    await expect(capturePayment(crashingPorts(), ownOf(orderId))).rejects.toThrow(Crash);
    expect(await world.capture(orderId)).toMatchObject({ status: "CAPTURED", captured: 1_000 });
  });

  it.each([
    ["a declined payment", "pm_card_visa_chargeDeclined", "FAILED"],
    ["one that waits for the shopper", "pm_card_authenticationRequired", "REQUIRES_ACTION"],
  ])("leaves %s as it is", async (_what, paymentMethod, status) => {
    const input = authorisation({ paymentMethod });
    await world.authorise(input);
    expect(await world.capture(input.orderId)).toMatchObject({ status, captured: 0 });
  });

  it("is refused for an order without a payment", async () => {
    expect(await world.refusals("CapturePayment", { orderId: newOrderId() })).toEqual(["BAD_USER_INPUT"]);
  });

  it("tells when the hold has ended at the provider", async () => {
    const orderId = await world.authorised();
    const decline = { kind: "declined", code: "authorisation_expired", message: "Too late." } as const;
    const providers = { TEST: { ...world.ports.providers.TEST!, capture: async () => decline } };
    const { paymentId } = await world.void(newOrderId());
    const payment = await capturePayment({ ...world.ports, providers }, ownOf(orderId));
    expect(payment).toMatchObject({ status: "FAILED", decline: { code: "authorisation_expired" } });
    expect(await eventsOf(world.database, payment!.id)).toMatchObject([{ type: "payment.failed" }]);
    expect(await eventsOf(world.database, paymentId)).toEqual([]);
    // Only the double said that the hold had ended: what is held still is let go.
    expect(await world.ports.providers.TEST!.find(payment!.reference!)).toMatchObject({ status: "VOIDED" });
  });
});

describe("voiding", () => {
  it("lets the hold go, once", async () => {
    const orderId = await world.authorised();
    for (const state of await times(5, () => world.void(orderId))) expect(state.status).toBe("VOIDED");
    expect(await world.capture(orderId)).toMatchObject({ status: "VOIDED", captured: 0 });
  });

  it("keeps an order that has no payment yet from ever having one", async () => {
    const input = authorisation();
    const voided = await world.void(input.orderId);
    expect(voided).toMatchObject({ status: "VOIDED", captured: 0, refunded: 0 });
    expect(await world.authorise(input)).toEqual(voided);
  });

  it("leaves a captured payment captured, and a declined one failed", async () => {
    expect(await world.void(await world.captured())).toMatchObject({ status: "CAPTURED", captured: 1_000 });
    const declined = authorisation({ paymentMethod: "pm_card_chargeDeclined" });
    await world.authorise(declined);
    expect(await world.void(declined.orderId)).toMatchObject({ status: "FAILED" });
  });

  it("finds money that was held for a process that died before it could say so", async () => {
    const input = authorisation();
    const payment = await world.ports.payments.open(input, input);
    await world.ports.providers.TEST!.authorise({
      ...{ idempotencyKey: `${payment!.id}:authorise`, paymentMethod: input.paymentMethod },
      ...{ amount: input.amount, paymentId: payment!.id },
    });
    expect(await world.void(input.orderId)).toMatchObject({ status: "VOIDED" });
  });

  it("finds money that was captured for a process that died before it could say so", async () => {
    const orderId = await world.authorised();
    await expect(capturePayment(crashingPorts(), ownOf(orderId))).rejects.toThrow(Crash);
    const state = await world.void(orderId);
    expect(state).toMatchObject({ status: "CAPTURED", captured: 1_000 });
    expect(await eventsOf(world.database, state.paymentId)).toMatchObject([{ type: "payment.completed" }]);
  });

  it("goes on after a crash", async () => {
    const orderId = await world.authorised();
    await expect(voidPayment(crashingPorts(), ownOf(orderId))).rejects.toThrow(Crash);
    expect(await world.void(orderId)).toMatchObject({ status: "VOIDED" });
  });

  it("and capturing at once leave the money taken or let go, and say so", async () => {
    for (let round = 0; round < 10; round++) {
      const orderId = await world.authorised();
      const [captured, voided] = await Promise.all([world.capture(orderId), world.void(orderId)]);
      const { status } = await world.capture(orderId);
      expect(["CAPTURED", "VOIDED"]).toContain(status);
      expect([captured.status, voided.status]).toEqual([status, status]);
    }
  });

  it("and authorising at once leave nothing held", async () => {
    for (let round = 0; round < 10; round++) {
      const input = authorisation();
      await Promise.all([world.authorise(input), world.void(input.orderId)]);
      expect(await world.capture(input.orderId)).toMatchObject({ status: "VOIDED" });
    }
  });
});

describe("refunding", () => {
  it("gives back by parts until all is back", async () => {
    const orderId = await world.captured();
    expect(await world.refund(orderId, 300)).toMatchObject({ status: "PARTIALLY_REFUNDED", refunded: 300 });
    const state = await world.refund(orderId, 700);
    expect(state).toMatchObject({ status: "REFUNDED", captured: 1_000, refunded: 1_000, declineCode: null });
    const events = await eventsOf(world.database, state.paymentId);
    expect(events.map(({ type, data }) => [type, data.amount])).toEqual([
      ["payment.completed", 1_000],
      ["payment.refunded", 300],
      ["payment.refunded", 700],
    ]);
  });

  it("gives back once for a refund id, however many ask at once", async () => {
    const orderId = await world.captured();
    const id = randomUUID();
    const states = await times(5, () => world.refund(orderId, 400, id));
    for (const state of states) expect(state).toMatchObject({ status: "PARTIALLY_REFUNDED", refunded: 400 });
  });

  it("gives back no more than was taken, however many refunds come at once", async () => {
    const orderId = await world.captured();
    const states = await times(10, () => world.refund(orderId, 300));
    expect(states.filter(({ declineCode }) => declineCode === null)).toHaveLength(3);
    expect(states.filter(({ declineCode }) => declineCode === "refund_exceeds_captured")).toHaveLength(7);
    expect(await world.refund(orderId, 100)).toMatchObject({ status: "REFUNDED", refunded: 1_000 });
  });

  it("goes on after a crash, and counts what is under way as given back", async () => {
    const orderId = await world.captured();
    const refund = { ...ownOf(orderId), refundId: randomUUID(), amount: money(600, "USD"), reason: "a test" };
    await expect(refundPayment(crashingPorts(), refund)).rejects.toThrow(Crash);
    expect(await world.refund(orderId, 600)).toMatchObject({ declineCode: "refund_exceeds_captured", refunded: 0 });
    expect(await world.refund(orderId, 600, refund.refundId)).toMatchObject({ refunded: 600, declineCode: null });
  });

  it("takes note of a capture that nobody could say", async () => {
    const orderId = await world.authorised();
    await expect(capturePayment(crashingPorts(), ownOf(orderId))).rejects.toThrow(Crash);
    expect(await world.refund(orderId, 1_000)).toMatchObject({ status: "REFUNDED", captured: 1_000 });
  });

  it("keeps a refund that the provider declined, and what it said", async () => {
    const orderId = await world.captured();
    const decline = { kind: "declined", code: "insufficient_balance", message: "Not now." } as const;
    const providers = { TEST: { ...world.ports.providers.TEST!, refund: async () => decline } };
    const refund = { ...ownOf(orderId), refundId: randomUUID(), amount: money(600, "USD"), reason: "a test" };
    await refundPayment({ ...world.ports, providers }, refund);
    const state = await world.refund(orderId, 600, refund.refundId);
    expect(state).toMatchObject({ status: "CAPTURED", refunded: 0, declineCode: "insufficient_balance" });
    expect(await world.refund(orderId, 1_000)).toMatchObject({ status: "REFUNDED" });
  });

  it("asks anew for what was declined and has to go back, as an attempt of its own, and gives it back once", async () => {
    const orderId = await world.captured();
    let declines = 2;
    const { refund: give } = world.ports.providers.TEST!;
    const provider = {
      ...world.ports.providers.TEST!,
      refund: async (request: Parameters<typeof give>[0]) =>
        declines-- > 0
          ? ({ kind: "declined", code: "insufficient_balance", message: "Not now." } as const)
          : give(request),
    };
    const ports = { ...world.ports, providers: { TEST: provider } };
    const refund = { ...ownOf(orderId), refundId: randomUUID(), amount: money(600, "USD"), reason: "a test" };
    const refunded = async () => {
      const result = await refundPayment(ports, { ...refund, untilMade: true });
      return result.kind === "payment" && [result.payment.refunded, result.decline?.code ?? null];
    };
    expect(await refunded()).toEqual([0, "insufficient_balance"]);
    expect(await refunded()).toEqual([0, "insufficient_balance"]);
    for (const _repeat of [1, 2]) expect(await refunded()).toEqual([600, null]);
  });

  it("looks into the provider's books before it asks with a key that may be forgotten", async () => {
    const orderId = await world.captured();
    const refund = { ...ownOf(orderId), refundId: randomUUID(), amount: money(600, "USD"), reason: "a test" };
    await expect(refundPayment(crashingPorts(), refund)).rejects.toThrow(Crash);
    const forgetful = {
      ...world.ports.providers.TEST!,
      recall: {
        keysKeptMilliseconds: 6 * 60 * 60_000,
        lagMilliseconds: 0,
        refunds: async () => [600],
        authorisation: async () => null,
      },
      refund: () => Promise.reject(new Error("It was asked twice")),
    };
    const later = { ...world.ports, providers: { TEST: forgetful }, now: () => new Date(Date.now() + 7 * 60 * 60_000) };
    const result = await refundPayment(later, refund);
    expect(result.kind === "payment" && result.payment.refunded).toBe(600);
  });

  it("has nothing to give back of what was not captured", async () => {
    const refused = { declineCode: "refund_exceeds_captured", refunded: 0 };
    expect(await world.refund(await world.authorised(), 1)).toMatchObject({ ...refused, status: "AUTHORIZED" });
    const orderId = newOrderId();
    await world.void(orderId);
    expect(await world.refund(orderId, 1)).toMatchObject({ ...refused, status: "VOIDED" });
  });

  it.each([
    { amount: money(0, "USD") },
    { amount: money(-5, "USD") },
    { amount: money(5, "EUR") },
    { orderId: "of nobody" },
  ])("is no valid request with %j", async (change) => {
    const orderId = await world.captured();
    const input = { orderId, refundId: randomUUID(), amount: money(5, "USD"), reason: "a test", ...change };
    expect(await world.refusals("RefundPayment", { input })).toEqual(["BAD_USER_INPUT"]);
  });
});
