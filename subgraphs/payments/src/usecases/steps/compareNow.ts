import type { Payment, ProviderName } from "../../domain/payment.ts";
import { differencesOf } from "../../domain/reconciliation.ts";
import { undecidedCalls } from "../../domain/undecided.ts";
import type { Ports } from "../../ports.ts";

/**
 * Compares a payment with the provider's books, and writes down what differs, for staff: a refund that somebody made on
 * the provider's pages, or one that failed at the bank days after it was made, of which reconciliation would not hear since
 * nothing has moved here. What was asked and not answered yet is waited for.
 */
export async function compareNow(
  { providers, reconciliations }: Pick<Ports, "providers" | "reconciliations">,
  name: ProviderName,
  { id, reference }: Payment,
): Promise<void> {
  if (reference === null) return;
  const theirs = await providers[name]!.find(reference);
  // Read after theirs: what we have asked for meanwhile is undecided here, or done on both sides.
  const [ours] = await reconciliations.byIds([id]);
  if (!ours || undecidedCalls(ours.payment).length > 0) return;
  await reconciliations.note(name, { count: 1, agreed: [], subjects: [id], differences: differencesOf(ours, theirs) });
}
