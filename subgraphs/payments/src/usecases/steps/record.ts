import type { Change } from "../../domain/changes.ts";
import type { Payment } from "../../domain/payment.ts";
import type { Ports } from "../../ports.ts";

/**
 * Writes the change that `decide` makes of a payment, if any, and gives the payment as it is then. When another writer
 * was there first, it decides anew on what that one left; one of them always gets on, so this ends.
 */
export async function record(
  { payments }: Pick<Ports, "payments">,
  payment: Payment,
  decide: (payment: Payment) => Change | undefined,
): Promise<Payment> {
  for (let current = payment; ; ) {
    const change = decide(current);
    if (!change) return current;
    const changed = await payments.append(current, change);
    if (changed) return changed;
    const reread = await payments.byKey(current);
    if (!reread) throw new Error(`The payment ${current.id} is gone`);
    current = reread;
  }
}
