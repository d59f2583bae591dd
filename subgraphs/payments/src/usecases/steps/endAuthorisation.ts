import { authorisationEnded } from "../../domain/changes.ts";
import { declined } from "../../domain/declines.ts";
import type { AuthorisationOutcome } from "../../domain/outcomes.ts";
import type { Payment } from "../../domain/payment.ts";
import type { Ports } from "../../ports.ts";
import { FaultKept, type Recall } from "../../providers/paymentProvider.ts";
import { idempotencyKey, isOlder, mayBeForgotten } from "./atProvider.ts";
import { record } from "./record.ts";

type AuthorisePorts = Pick<Ports, "payments" | "providers" | "now">;

/**
 * Asks the provider for a payment that is still pending, also one of which it was asked before: whoever asked may have
 * died before the answer was written.
 */
export async function endAuthorisation(ports: AuthorisePorts, payment: Payment): Promise<Payment> {
  if (payment.status !== "PENDING") return payment;
  const outcome = await authorise(ports, payment);
  return record(ports, payment, (current) => authorisationEnded(current, outcome));
}

async function authorise(ports: AuthorisePorts, payment: Payment): Promise<AuthorisationOutcome> {
  const { id: paymentId, orderId: earlierName, details, transactions } = payment;
  const { provider: name, paymentMethod, amount } = details!;
  if (paymentMethod === null) return declined("payment_method_invalid");
  const provider = ports.providers[name];
  if (!provider) return declined("provider_unavailable");
  const { recall } = provider;
  const { at } = transactions[0]!;
  const recalled = async (from: Recall) =>
    (await remembered(ports, payment, paymentMethod, from)) ?? declined("processing_error");
  // To ask again could hold the money a second time; what was never held by now is wanted by nobody any more.
  if (recall && mayBeForgotten(ports, recall, at)) return recalled(recall);
  const key = idempotencyKey(payment, "authorise");
  try {
    return await provider.authorise({ idempotencyKey: key, paymentMethod, amount, paymentId, earlierName });
  } catch (error) {
    if (error instanceof FaultKept && recall && isOlder(ports, at, recall.lagMilliseconds)) return recalled(recall);
    throw error;
  }
}

async function remembered(
  { payments }: Pick<Ports, "payments">,
  { id: paymentId, orderId, details }: Payment,
  paymentMethod: string,
  recall: Recall,
): Promise<AuthorisationOutcome | null> {
  const others = (await payments.byOrders([orderId])).flatMap(({ reference }) => reference ?? []);
  const { amount } = details!;
  return recall.authorisation({ paymentId, earlierName: orderId, paymentMethod, amount, others });
}
