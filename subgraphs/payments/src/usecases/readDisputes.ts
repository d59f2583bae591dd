import type { DisputePage } from "../data/disputes.ts";
import type { Dispute } from "../domain/dispute.ts";
import type { Ports } from "../ports.ts";

/** Disputes for staff, newest first: one more than asked for when there are more. */
export function readDisputes({ disputes }: Pick<Ports, "disputes">, page: DisputePage): Promise<readonly Dispute[]> {
  return disputes.page({ ...page, limit: page.limit + 1 });
}

/** The disputes of many payments, in their order, by one statement. */
export async function disputesOfPayments(
  { disputes }: Pick<Ports, "disputes">,
  paymentIds: readonly string[],
): Promise<Dispute[][]> {
  const found = await disputes.ofPayments(paymentIds);
  return paymentIds.map((id) => found.filter(({ paymentId }) => paymentId === id));
}
