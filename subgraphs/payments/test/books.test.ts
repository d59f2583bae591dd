import { randomUUID } from "node:crypto";
import { money } from "@angidi/money";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Ports } from "../src/ports.ts";
import { authorisePayment } from "../src/usecases/authorisePayment.ts";
import { capturePayment } from "../src/usecases/capturePayment.ts";
import { refundPayment } from "../src/usecases/refundPayment.ts";
import { settlePaymentAction } from "../src/usecases/settlePaymentAction.ts";
import { voidPayment } from "../src/usecases/voidPayment.ts";
import { Crash, crashing } from "./crashingProvider.ts";
import { authorisation, checkBooks, newOrderId, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const step = fc.oneof(
  fc.record({ do: fc.constant("capture" as const) }),
  fc.record({ do: fc.constant("void" as const) }),
  fc.record({ do: fc.constant("authorise" as const) }),
  fc.record({ do: fc.constant("settle" as const), outcome: fc.constantFrom("SUCCEEDED" as const, "FAILED" as const) }),
  fc.record({
    do: fc.constant("refund" as const),
    refundId: fc.constantFrom("first", "second", "third"),
    amount: fc.integer({ min: 1, max: 700 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

type Authorisation = ReturnType<typeof authorisation>;

async function perform(ports: Ports, order: Authorisation, one: Step): Promise<unknown> {
  const { orderId, supplementId } = order;
  switch (one.do) {
    case "authorise":
      return authorisePayment(ports, order);
    case "capture":
      return capturePayment(ports, order);
    case "void":
      return voidPayment(ports, order);
    case "settle":
      return settlePaymentAction(ports, { orderId, supplementId, outcome: one.outcome });
    case "refund":
      return refundPayment(ports, {
        ...{ orderId, supplementId, refundId: one.refundId },
        ...{ amount: money(one.amount, "USD"), reason: "" },
      });
  }
}

describe("our books and the provider's", () => {
  it("say the same, whatever happens at once, in whatever order, with deaths in between", async () => {
    const method = fc.constantFrom("pm_card_visa", "pm_card_visa", "pm_card_authenticationRequired");
    const rounds = fc.array(fc.array(fc.tuple(step, fc.boolean()), { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    const opening: Step[] = [{ do: "authorise" }, { do: "settle", outcome: "SUCCEEDED" }];

    await fc.assert(
      fc.asyncProperty(method, rounds, async (paymentMethod, all) => {
        const order = authorisation({ orderId: newOrderId(), paymentMethod });
        for (const one of opening) await perform(world.ports, order, one);
        const asked: Step[] = [...opening];
        for (const together of all) {
          await Promise.all(
            together.map(async ([one, dies]) => {
              asked.push(one);
              const providers = { TEST: crashing(world.ports.providers.TEST!, () => dies) };
              await perform({ ...world.ports, providers }, order, one).catch((error) => {
                if (!(error instanceof Crash)) throw error;
              });
            }),
          );
        }
        // Whoever died asks again, as the saga does.
        for (const one of asked) await perform(world.ports, order, one);
        await checkBooks(world.database);
      }),
      { numRuns: 60 },
    );
  });

  it("never lose a transaction: rows cannot be changed or deleted", async () => {
    await world.captured();
    const change = "UPDATE payment_transactions SET amount = amount + 1";
    await expect(world.database.query("test.change", change)).rejects.toThrow(/never changed or deleted/);
    const remove = "DELETE FROM payment_transactions";
    await expect(world.database.query("test.remove", remove)).rejects.toThrow(/never changed or deleted/);
  });

  it("of the provider know one capture for a payment, also by another key", async () => {
    const provider = world.ports.providers.TEST!;
    const { paymentMethod, amount } = authorisation();
    const held = await provider.authorise({
      idempotencyKey: randomUUID(),
      paymentMethod,
      amount,
      paymentId: randomUUID(),
    });
    if (held.kind !== "authorised") throw new Error("Not authorised");
    const capture = { reference: held.reference, amount, idempotencyKey: randomUUID() };
    expect(await provider.capture(capture)).toEqual({ kind: "captured" });
    expect(await provider.capture(capture)).toEqual({ kind: "captured" });
    expect(await provider.capture({ ...capture, idempotencyKey: randomUUID() })).toMatchObject({
      kind: "declined",
      code: "already_captured",
    });
    expect(await provider.refund({ ...capture, amount: money(1_001, "USD") })).toMatchObject({
      kind: "declined",
      code: "refund_exceeds_captured",
    });
  });
});
