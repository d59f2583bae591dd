import { newId } from "@angidi/datastores";
import { actionEnded, type Change, captureEnded, voidEnded } from "../../domain/changes.ts";
import type { Payment } from "../../domain/payment.ts";
import type { Ports } from "../../ports.ts";
import { ProviderUnavailable } from "../../providers/paymentProvider.ts";
import { atProvider, idempotencyKey } from "./atProvider.ts";

/** The change that brings a payment to where the provider says that it is, decided on the payment as it is then. */
export type Decision = (payment: Payment) => Change | undefined;

const nothing: Decision = () => undefined;

/**
 * Asks the provider how a payment stands, and does what is left to do there. An event is no answer to that: it may be
 * old. Gives what is to be recorded here.
 */
export async function atProviderNow(ports: Pick<Ports, "providers">, payment: Payment): Promise<Decision> {
  switch (payment.status) {
    case "REQUIRES_ACTION": {
      const { provider, reference } = atProvider(ports, payment);
      const outcome = await provider.finishAction({ idempotencyKey: idempotencyKey(payment, "action"), reference });
      return outcome.kind === "action-required" ? nothing : (current) => actionEnded(current, outcome);
    }
    case "AUTHORIZED": {
      const { provider, reference, amount } = atProvider(ports, payment);
      const found = await provider.find(reference);
      if (found?.status === "VOIDED") return (current) => voidEnded(current, { kind: "voided" });
      // Another amount is for staff to see: reconciliation reports it.
      const isWhole = found?.status === "CAPTURED" && found.captured === amount.amount;
      return isWhole ? (current) => captureEnded(current, { kind: "captured" }) : nothing;
    }
    case "VOIDED":
    case "FAILED":
      await letGo(ports, payment);
      return nothing;
    default:
      return nothing;
  }
}

/** Lets money go that is held for a payment that is over: the shopper confirmed when nobody waited any more. */
export async function letGo(ports: Pick<Ports, "providers">, payment: Payment): Promise<void> {
  if (payment.reference === null) return;
  const { provider, reference } = atProvider(ports, payment);
  const found = await provider.find(reference);
  if (found?.status !== "AUTHORIZED" && found?.status !== "ACTION_REQUIRED") return;
  // A key for each attempt: an earlier one may have been refused, or had nothing to let go, and a hold ends but once.
  const outcome = await provider.void({ idempotencyKey: idempotencyKey(payment, `void-late:${newId()}`), reference });
  if (outcome.kind === "refused") throw new ProviderUnavailable(`${payment.id} cannot be let go for now`);
}
