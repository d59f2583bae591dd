import { money } from "@angidi/money";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { audit } from "../src/audit.ts";
import { differencesOf } from "../src/domain/reconciliation.ts";
import type { Ports } from "../src/ports.ts";
import type { Patience } from "../src/providers/http/exchange.ts";
import { type PaymentProvider, ProviderUnavailable } from "../src/providers/paymentProvider.ts";
import { authorisePayment } from "../src/usecases/authorisePayment.ts";
import { capturePayment } from "../src/usecases/capturePayment.ts";
import { refundPayment } from "../src/usecases/refundPayment.ts";
import { takeProviderEvent } from "../src/usecases/takeProviderEvent.ts";
import { voidPayment } from "../src/usecases/voidPayment.ts";
import { Crash, crashing } from "./crashingProvider.ts";
import { type ProviderUnderTest, payPalUnderTest, stripeUnderTest } from "./providers/providersUnderTest.ts";
import { authorisation, startWorld, type World } from "./world.ts";

let world: World;
const opened: ProviderUnderTest[] = [];
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  for (const its of opened) await its.close();
  await world.close();
});

/** A fault is one: what would be asked again within a call is asked again by the test. */
const noPatience: Patience = { deadlineMilliseconds: 5_000, attemptMilliseconds: 4_000, attempts: 1 };

const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("authorise", "capture", "void", "confirm") }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      refundId: fc.constantFrom("first", "second", "third"),
      amount: fc.integer({ min: 1, max: 700 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("webhook" as const), event: fc.integer({ min: 1, max: 3 }) }) },
);
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;
const deaths = ["death", "death before writing", "death after writing"];
const troubles = ["none", "none", "none", "cut", "answer-lost", "refused", "failed for good", ...deaths];
const trouble = fc.constantFrom(...troubles);
const rounds = fc.array(fc.array(fc.tuple(act, trouble), { minLength: 1, maxLength: 4 }), { maxLength: 6 });
let payments = 0;

/** A process that dies when it is about to write down what came of a call, or has just done so. */
function mortal(ports: Ports, what: string): Ports {
  if (!what.endsWith("writing")) return ports;
  const dying = <Given extends unknown[], Answer>(write: (...given: Given) => Promise<Answer>) => {
    return async (...given: Given): Promise<Answer> => {
      if (what === "death after writing") await write(...given);
      throw new Crash();
    };
  };
  const { payments, providerEvents } = ports;
  return {
    ...ports,
    payments: { ...payments, append: dying(payments.append) },
    providerEvents: { ...providerEvents, take: dying(providerEvents.take) as typeof providerEvents.take },
  };
}

describe.each([
  ["STRIPE", ["pm_card_visa", "pm_card_authenticationRequired"]],
  ["PAYPAL", ["vault-1", "paypal"]],
] as const)(
  "at %s, whatever happens at once, with webhooks, refusals, lost calls and deaths in between",
  (name, methods) => {
    it("the books end up saying the same as the provider's", async () => {
      const its = name === "STRIPE" ? await stripeUnderTest(noPatience) : await payPalUnderTest(noPatience);
      opened.push(its);
      // Some minutes later: what a provider's search would lag by.
      const now = () => new Date(Date.now() + 11 * 60_000);
      const portsWith = (provider: PaymentProvider): Ports => ({
        ...world.ports,
        now,
        providers: { [name]: provider },
      });
      const bring = (what: string) => {
        if (what === "cut" || what === "answer-lost") its.company!.fail({ kind: what });
        if (what === "refused" || what === "failed for good") {
          if ("refuseNext" in its.company!) its.company.refuseNext(what === "refused" ? 400 : 500);
        }
      };

      async function perform(order: ReturnType<typeof authorisation>, one: Act, ports: Ports): Promise<unknown> {
        const key = { orderId: order.orderId, supplementId: null };
        const reference = (await world.ports.payments.byKey(key))?.reference ?? null;
        switch (one.do) {
          case "authorise":
            return authorisePayment(ports, order);
          case "capture":
            return capturePayment(ports, key);
          case "void":
            return voidPayment(ports, key);
          case "confirm": {
            const there = reference === null ? null : await its.provider.find(reference);
            return there?.status === "ACTION_REQUIRED" ? its.confirm(reference!) : undefined;
          }
          case "refund":
            return refundPayment(ports, {
              ...key,
              ...{ refundId: (one as { refundId: string }).refundId, reason: "" },
              amount: money((one as { amount: number }).amount, "USD"),
            });
          default: {
            const id = `${order.orderId}:${(one as { event: number }).event}`;
            const event = { kind: "payment-changed", id, reference: reference ?? "none", paymentId: null } as const;
            return takeProviderEvent(ports, name, event);
          }
        }
      }

      /** Whether it was done: nobody died, and the provider was there. */
      const attempt = (order: ReturnType<typeof authorisation>, one: Act, ports: Ports) =>
        perform(order, one, ports).then(
          () => true,
          (error) => {
            if (error instanceof ProviderUnavailable || error instanceof Crash) return false;
            throw error;
          },
        );

      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...methods), rounds, fc.boolean(), async (paymentMethod, all, isUndone) => {
          const order = authorisation({ provider: name, paymentMethod, orderId: `storm-${name}-${++payments}` });
          const asked: Act[] = [{ do: "authorise" }, { do: "confirm" }];
          for (const one of asked) await attempt(order, one, portsWith(its.provider));
          for (const together of all) {
            await Promise.all(
              together.map(([one, what]) => {
                asked.push(one);
                bring(what);
                const ports = portsWith(crashing(its.provider, () => what === "death"));
                return attempt(order, one, mortal(ports, what));
              }),
            );
          }
          // Whoever got no answer asks again, as the sagas do; in the end an order is taken, or undone.
          for (const one of [...asked, { do: isUndone ? "void" : "capture" } as Act, { do: "void" } as Act]) {
            for (let tries = 0; !(await attempt(order, one, portsWith(its.provider))); tries++) {
              if (tries > 40) throw new Error(`${one.do} never ends`);
            }
          }

          its.company!.heal();
          const { id, reference } = (await world.ports.payments.byKey({ orderId: order.orderId, supplementId: null }))!;
          const [ours] = await world.ports.reconciliations.byIds([id]);
          const theirs = reference === null ? null : await its.provider.find(reference);
          expect(differencesOf(ours!, theirs)).toEqual([]);
          expect(theirs?.status).not.toBe("AUTHORIZED");
          const made = await its.provider.list({ from: new Date(0), to: new Date(Date.now() + 60_000), after: null });
          expect(made.payments.filter(({ status }) => status === "AUTHORIZED")).toEqual([]);
          expect(await audit(world.database, { undecidedMinutes: 0 })).toEqual([]);
        }),
        { numRuns: 40 },
      );
      await its.close();
    }, 120_000);
  },
);
