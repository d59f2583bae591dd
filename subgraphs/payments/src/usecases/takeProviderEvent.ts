import { isId } from "@angidi/datastores";
import type { Payment, ProviderName } from "../domain/payment.ts";
import type { Ports } from "../ports.ts";
import { type ProviderEvent, ProviderUnavailable } from "../providers/paymentProvider.ts";
import { atProviderNow, letGo } from "./steps/atProviderNow.ts";
import { changeDispute } from "./steps/changeDispute.ts";
import { compareNow } from "./steps/compareNow.ts";
import { endAuthorisation } from "./steps/endAuthorisation.ts";
import { record } from "./steps/record.ts";

/** What became of an event: for the log. */
export type EventTaken = "taken" | "taken-before" | "of-no-payment";

/**
 * Has the effect of a provider's event, once by its id. What it says of a payment is read at the provider, so that events
 * may come in any order. What was done there and not by us is told to staff. One of a payment that is none of ours is left.
 */
export async function takeProviderEvent(
  ports: Ports,
  providerName: ProviderName,
  event: ProviderEvent,
): Promise<EventTaken> {
  if (await ports.providerEvents.isTaken(providerName, event.id)) return "taken-before";
  const payment =
    (await ports.payments.byReference(providerName, event.reference)) ??
    (await notYetNamed(ports, providerName, event));
  if (!payment) return "of-no-payment";

  if (event.kind === "dispute-changed") {
    const taken = await ports.providerEvents.take(providerName, event.id, async (effects) => {
      await changeDispute({ ...effects, log: ports.log }, providerName, payment, event.dispute);
      return "taken" as const;
    });
    return taken ?? "taken-before";
  }
  const decide = await atProviderNow(ports, payment);
  if (!decide(payment)) await compareNow(ports, providerName, payment);
  const ended = await ports.providerEvents.take(providerName, event.id, (effects) => record(effects, payment, decide));
  if (!ended) return "taken-before";
  // It was voided while the provider was asked.
  if (ended.status === "VOIDED" && payment.status !== "VOIDED") await letGo(ports, ended);
  return "taken";
}

/**
 * The payment that an event names by our own id, when the provider's name for it was not written down yet: the provider's
 * answer is still under way, or whoever asked has died. It is asked again, with the same key.
 */
async function notYetNamed(
  ports: Ports,
  providerName: ProviderName,
  event: ProviderEvent,
): Promise<Payment | undefined> {
  if (event.kind !== "payment-changed" || event.paymentId === null || !isId(event.paymentId)) return undefined;
  const [payment] = await ports.payments.byIds([event.paymentId]);
  if (payment?.details?.provider !== providerName) return undefined;
  const named = await endAuthorisation(ports, payment);
  if (named.reference === event.reference) return named;
  if (named.reference === null && named.status === "PENDING") throw new ProviderUnavailable(`${named.id} has no name`);
  return undefined;
}
