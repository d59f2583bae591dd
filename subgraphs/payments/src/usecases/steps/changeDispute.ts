import { formatDecimal } from "@angidi/money";
import type { EventEffects } from "../../data/providerEvents.ts";
import { disputeMoved, movedBy } from "../../domain/changes.ts";
import { type DisputeState, endsOtherwise, isNewer, movesBetween, type ProviderDispute } from "../../domain/dispute.ts";
import type { Payment, ProviderName } from "../../domain/payment.ts";
import type { Ports } from "../../ports.ts";
import { record } from "./record.ts";

/**
 * Takes news of a dispute: writes it down and moves the money that it moves, once, whichever way round news comes. What is
 * not understood moves none, and is left to staff.
 */
export async function changeDispute(
  { payments, disputes, log }: EventEffects & Pick<Ports, "log">,
  provider: ProviderName,
  found: Payment,
  dispute: ProviderDispute,
): Promise<void> {
  const known = await disputes.lock(provider, found.id, dispute.reference);
  const [payment] = await payments.byIds([found.id]);
  if (!payment) throw new Error(`The payment ${found.id} is gone`);
  const unclear = dispute.unclearOutcome ?? unlikeBooks(payment, known, dispute);
  if (unclear !== null) {
    const named = { provider, paymentId: payment.id, dispute: dispute.reference, outcome: unclear };
    log.warn(named, "What a provider says of a dispute is not understood: staff see it among the disputes");
  }
  if (!isNewer(known, dispute.state)) {
    if (unclear !== null) await disputes.leaveToStaff(provider, dispute.reference, unclear);
    return;
  }
  await disputes.put(provider, payment.id, dispute);
  // Our books are in the payment's currency; what a bank disputes in another is shown, and reconciled by people.
  if (dispute.amount.currency !== payment.details?.amount.currency) return;
  let current = payment;
  for (const move of movesBetween(known, dispute, movedBy(payment, "DISPUTE_OPENED", dispute))) {
    current = await record({ payments }, current, (latest) => disputeMoved(latest, move, dispute));
  }
}

/** What the last news says of a dispute that is over, if that is not what was booked at its end; else null. */
function unlikeBooks(payment: Payment, known: DisputeState | null, dispute: ProviderDispute): string | null {
  const { lost, state } = dispute;
  if (endsOtherwise(known, state)) return state;
  if (lost === null || known !== state || lost.currency !== payment.details?.amount.currency) return null;
  const booked = movedBy(payment, "DISPUTE_LOST", dispute) ?? 0;
  return lost.amount === booked ? null : `${state}: ${formatDecimal(lost)} ${lost.currency} lost`;
}
