import type { DisputeRepository } from "./data/disputes.ts";
import type { PaymentRepository } from "./data/payments.ts";
import type { ProviderEventRepository } from "./data/providerEvents.ts";
import type { ProviderName } from "./domain/payment.ts";
import type { PaymentProvider } from "./providers/paymentProvider.ts";

/** All that the use cases stand on; each names those that it uses. */
export interface Ports {
  readonly payments: PaymentRepository;
  readonly disputes: DisputeRepository;
  readonly providerEvents: ProviderEventRepository;
  /** Those that are configured. */
  readonly providers: Readonly<Partial<Record<ProviderName, PaymentProvider>>>;
}
