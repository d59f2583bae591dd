import DataLoader from "dataloader";
import type { Dispute } from "./domain/dispute.ts";
import type { Payment } from "./domain/payment.ts";
import type { Ports } from "./ports.ts";
import { disputesOfPayments } from "./usecases/readDisputes.ts";

/** Reads of one request, gathered: one statement, however many ask. For those who may see all payments. */
export interface Loaders {
  readonly disputesByPayment: DataLoader<string, Dispute[]>;
  readonly paymentById: DataLoader<string, Payment>;
}

export function createLoaders(ports: Pick<Ports, "payments" | "disputes">): Loaders {
  return {
    disputesByPayment: new DataLoader((ids) => disputesOfPayments(ports, ids)),
    paymentById: new DataLoader(async (ids) => {
      const found = new Map((await ports.payments.byIds(ids)).map((payment) => [payment.id, payment]));
      return ids.map((id) => found.get(id) ?? new Error(`The payment ${id} is gone`));
    }),
  };
}
