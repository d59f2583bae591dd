import type { Surroundings } from "@angidi/subgraph";
import type { DifferenceRepository } from "./data/differences.ts";
import type { DisputeRepository } from "./data/disputes.ts";
import type { Ledger } from "./data/ledger.ts";
import type { PaymentRepository } from "./data/payments.ts";
import type { ProviderEventRepository } from "./data/providerEvents.ts";
import type { ReconciliationRepository } from "./data/reconciliations.ts";
import type { ProviderName } from "./domain/payment.ts";
import type { PaymentProvider } from "./providers/paymentProvider.ts";

/** All that the use cases stand on; each names those that it uses. */
export interface Ports {
  readonly payments: PaymentRepository;
  readonly ledger: Ledger;
  readonly reconciliations: ReconciliationRepository;
  readonly differences: DifferenceRepository;
  readonly disputes: DisputeRepository;
  readonly providerEvents: ProviderEventRepository;
  /** Those that are configured. */
  readonly providers: Readonly<Partial<Record<ProviderName, PaymentProvider>>>;
  readonly now: () => Date;
  readonly log: Surroundings["log"];
}
