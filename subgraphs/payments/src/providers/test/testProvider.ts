import { randomBytes } from "node:crypto";
import type { Database } from "@angidi/datastores";
import type { Money } from "@angidi/money";
import { type DeclineCode, declined, isDeclineCode } from "../../domain/declines.ts";
import type { ActionOutcome, Declined } from "../../domain/outcomes.ts";
import type { PaymentProvider, ProviderEvent } from "../paymentProvider.ts";
import { type Books, booksOn, type HeldPayment } from "./books.ts";
import { behaviourOf } from "./methods.ts";

/**
 * A provider that moves no money and keeps books as one that does: it knows each idempotency key, never captures twice
 * and never gives back more than it took. For development and tests; the configuration refuses it in production.
 * `tell` is its webhook: disputes are told by it, after the call that brought them about has been answered.
 */
export function testProvider(database: Database, tell: (event: ProviderEvent) => void = () => {}): PaymentProvider {
  const books: Books = booksOn(database);

  return {
    async authorise({ idempotencyKey, paymentMethod, amount }) {
      const behaviour = behaviourOf(paymentMethod);
      const held = await books.open({
        reference: `pi_test_${randomBytes(12).toString("hex")}`,
        idempotencyKey,
        paymentMethod,
        amount,
        outcome: behaviour.kind,
        declineCode: behaviour.kind === "declined" ? behaviour.code : null,
        clientSecret: behaviour.kind === "action-required" ? `secret_test_${randomBytes(16).toString("hex")}` : null,
      });
      if (held.outcome === "authorised") return { kind: "authorised", reference: held.reference };
      if (held.outcome === "declined") return declinedAs(held, "card_declined");
      return {
        kind: "action-required",
        reference: held.reference,
        clientSecret: held.clientSecret,
        redirectUrl: `https://test-provider.angidi.test/confirm/${held.reference}`,
      };
    },

    async capture({ idempotencyKey, reference, amount }) {
      const held = await books.capture(reference, amount.amount, idempotencyKey);
      if (held.state === "captured") {
        const dispute = disputeOf(held, amount);
        if (dispute) setImmediate(tell, dispute);
        return held.captureKey === idempotencyKey ? { kind: "captured" } : declined("already_captured");
      }
      if (held.state === "voided") return { kind: "voided" };
      return declinedAs(held, "authentication_failed");
    },

    async void({ reference }) {
      const held = await books.void(reference);
      return { kind: held.state === "captured" ? "captured" : "voided" };
    },

    async refund({ idempotencyKey, reference, amount }) {
      const isRefunded = await books.refund(reference, amount.amount, idempotencyKey);
      return isRefunded ? { kind: "refunded" } : declined("refund_exceeds_captured");
    },

    async settleAction({ reference, outcome }) {
      const before = await books.read(reference);
      return actionOf(await books.settle(reference, settlement(before, outcome)));
    },

    async finishAction({ reference }) {
      const held = await books.read(reference);
      return held.state === "action-required" ? { kind: "action-required" } : actionOf(held);
    },

    find: books.find,
    list: books.list,
  };
}

function actionOf(held: HeldPayment): ActionOutcome {
  if (held.state === "voided") return { kind: "voided" };
  return held.state === "declined" ? declinedAs(held, "authentication_failed") : { kind: "authorised" };
}

/** The decline that a confirmation ends in, or null. */
function settlement({ paymentMethod }: HeldPayment, outcome: "SUCCEEDED" | "FAILED"): DeclineCode | null {
  if (outcome === "FAILED") return "authentication_failed";
  const behaviour = behaviourOf(paymentMethod);
  return behaviour.kind === "action-required" && behaviour.afterwards !== "authorised" ? behaviour.afterwards : null;
}

function declinedAs({ declineCode }: HeldPayment, otherwise: DeclineCode): Declined {
  return declined(declineCode !== null && isDeclineCode(declineCode) ? declineCode : otherwise);
}

/** The dispute that a payment method brings about: the same for a repeat, and so the same event. */
function disputeOf({ reference, paymentMethod }: HeldPayment, amount: Money): ProviderEvent | null {
  const behaviour = behaviourOf(paymentMethod);
  if (behaviour.kind !== "authorised" || !behaviour.disputedAs) return null;
  const name = reference.replace(/^pi_/, "dp_");
  return {
    kind: "dispute-changed",
    id: `evt_${name}`,
    reference,
    dispute: {
      ...{ reference: name, state: behaviour.disputedAs, reason: "fraudulent", amount },
      ...{ lost: null, evidenceDueBy: null, unclearOutcome: null },
    },
  };
}
