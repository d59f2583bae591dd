import type { Payment, PaymentDetails } from "../../domain/payment.ts";
import type { Ports } from "../../ports.ts";
import type { PaymentProvider, Recall } from "../../providers/paymentProvider.ts";

/** Where and under which name a payment that was authorised is known. */
export interface AtProvider {
  readonly provider: PaymentProvider;
  readonly reference: string;
  readonly amount: PaymentDetails["amount"];
}

/** Throws for a payment that no provider knows, or one that is not configured (any more): a fault, not an outcome. */
export function atProvider({ providers }: Pick<Ports, "providers">, payment: Payment): AtProvider {
  const { id, details, reference } = payment;
  const provider = details && providers[details.provider];
  if (!details || !provider || reference === null) {
    throw new Error(`The payment ${id} is at ${details?.provider ?? "no provider"}, which is not configured`);
  }
  return { provider, reference, amount: details.amount };
}

/** Whether the provider may have forgotten the key of a call that was made first at that time. */
export function mayBeForgotten(ports: Pick<Ports, "now">, { keysKeptMilliseconds }: Recall, first: Date): boolean {
  return isOlder(ports, first, keysKeptMilliseconds);
}

export function isOlder({ now }: Pick<Ports, "now">, first: Date, milliseconds: number): boolean {
  return now().getTime() - first.getTime() > milliseconds;
}

/** The same for every repeat, here and in other processes: what makes a repeated call harmless. */
export function idempotencyKey(payment: Payment, call: string): string {
  return `${payment.id}:${call}`;
}
