import type { EventEffects } from "../data/providerEvents.ts";
import { disputeMoved } from "../domain/changes.ts";
import { isNewer, movesBetween, type ProviderDispute } from "../domain/dispute.ts";
import type { Payment, ProviderName } from "../domain/payment.ts";
import type { Ports } from "../ports.ts";
import type { ProviderEvent } from "../providers/paymentProvider.ts";
import { atProviderNow, letGo } from "./steps/atProviderNow.ts";
import { record } from "./steps/record.ts";

/** What became of an event: for the log. */
export type EventTaken = "taken" | "taken-before" | "of-no-payment";

/**
 * Has the effect of a provider's event, once by its id. What it says of a payment is read at the provider, so that events
 * may come in any order. One of a payment that we do not know (yet) is left: who asked for that payment hears the answer.
 */
export async function takeProviderEvent(
  ports: Ports,
  providerName: ProviderName,
  event: ProviderEvent,
): Promise<EventTaken> {
  if (await ports.providerEvents.isTaken(providerName, event.id)) return "taken-before";
  const payment = await ports.payments.byReference(providerName, event.reference);
  if (!payment) return "of-no-payment";

  if (event.kind === "dispute-changed") {
    const taken = await ports.providerEvents.take(providerName, event.id, (effects) =>
      changeDispute(effects, providerName, payment, event.dispute),
    );
    return taken ?? "taken-before";
  }
  const decide = await atProviderNow(ports, payment);
  const ended = await ports.providerEvents.take(providerName, event.id, (effects) => record(effects, payment, decide));
  if (!ended) return "taken-before";
  // It was voided while the provider was asked.
  if (ended.status === "VOIDED" && payment.status !== "VOIDED") await letGo(ports, ended);
  return "taken";
}

async function changeDispute(
  { payments, disputes }: EventEffects,
  provider: ProviderName,
  payment: Payment,
  dispute: ProviderDispute,
): Promise<EventTaken> {
  const known = await disputes.lock(provider, payment.id, dispute.reference);
  if (!isNewer(known, dispute.state)) return "taken";
  await disputes.put(provider, payment.id, dispute);
  // Our books are in the payment's currency; what a bank disputes in another is shown, and reconciled by people.
  if (dispute.amount.currency !== payment.details?.amount.currency) return "taken";
  let current = payment;
  for (const move of movesBetween(known, dispute.state)) {
    current = await record({ payments }, current, (latest) => disputeMoved(latest, move, dispute));
  }
  return "taken";
}
