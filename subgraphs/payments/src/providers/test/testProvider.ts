import { randomBytes } from "node:crypto";
import type { Database } from "@angidi/datastores";
import type { Declined } from "../../domain/outcomes.ts";
import type { PaymentProvider } from "../paymentProvider.ts";
import { type Books, booksOn, type HeldPayment } from "./books.ts";
import { behaviourOf, type DeclineCode, declineOf } from "./methods.ts";

/**
 * A provider that moves no money and keeps books as one that does: it knows each idempotency key, never captures twice
 * and never gives back more than it took. For development and tests; the configuration refuses it in production.
 */
export function testProvider(database: Database): PaymentProvider {
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
      if (held.outcome === "declined") return declined(held.declineCode ?? "card_declined");
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
        return held.captureKey === idempotencyKey ? { kind: "captured" } : declined("already_captured");
      }
      if (held.state === "voided") return { kind: "voided" };
      return declined(held.declineCode ?? "authentication_failed");
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
      const { state, declineCode } = await books.settle(reference, settlement(before, outcome));
      if (state === "voided") return { kind: "voided" };
      if (state === "declined") return declined(declineCode ?? "authentication_failed");
      return { kind: "authorised" };
    },

    find: books.find,
    list: books.list,
  };
}

/** The decline that a confirmation ends in, or null. */
function settlement({ paymentMethod }: HeldPayment, outcome: "SUCCEEDED" | "FAILED"): DeclineCode | null {
  if (outcome === "FAILED") return "authentication_failed";
  const behaviour = behaviourOf(paymentMethod);
  return behaviour.kind === "action-required" && behaviour.afterwards !== "authorised" ? behaviour.afterwards : null;
}

function declined(code: DeclineCode): Declined {
  return { kind: "declined", ...declineOf(code) };
}
