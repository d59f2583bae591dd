import { authorisationEnded } from "../../domain/changes.ts";
import { declined } from "../../domain/declines.ts";
import type { AuthorisationOutcome } from "../../domain/outcomes.ts";
import type { Payment } from "../../domain/payment.ts";
import type { Ports } from "../../ports.ts";
import { idempotencyKey } from "./atProvider.ts";
import { record } from "./record.ts";

/**
 * Asks the provider for a payment that is still pending, also one of which it was asked before: whoever asked may have
 * died before the answer was written.
 */
export async function endAuthorisation(
  ports: Pick<Ports, "payments" | "providers">,
  payment: Payment,
): Promise<Payment> {
  if (payment.status !== "PENDING") return payment;
  const outcome = await authorise(ports, payment);
  return record(ports, payment, (current) => authorisationEnded(current, outcome));
}

async function authorise({ providers }: Pick<Ports, "providers">, payment: Payment): Promise<AuthorisationOutcome> {
  const { provider: name, paymentMethod, amount } = payment.details!;
  if (paymentMethod === null) return declined("payment_method_invalid");
  const provider = providers[name];
  if (!provider) return declined("provider_unavailable");
  const { orderId } = payment;
  return provider.authorise({ idempotencyKey: idempotencyKey(payment, "authorise"), paymentMethod, amount, orderId });
}
