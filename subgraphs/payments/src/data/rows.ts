import { money } from "@angidi/money";
import type { Decline, Payment, PaymentTransaction, ProviderName } from "../domain/payment.ts";
import type { PaymentStatus } from "../domain/paymentStates.ts";

/** Payments with their transactions, read together: as both were at one moment. */
export const selectPayments = `
  SELECT id, order_id, supplement_id, buyer_id, provider, payment_method, amount, currency, status, captured, refunded,
         reference, decline_code, decline_message, client_secret, redirect_url, version,
         (
           SELECT json_agg(json_build_object(
             'id', entry.id, 'kind', entry.kind, 'status', entry.status, 'amount', entry.amount,
             'refundId', entry.refund_id, 'reason', entry.reason,
             'declineCode', entry.decline_code, 'declineMessage', entry.decline_message, 'at', entry.created_at
           ) ORDER BY entry.sequence)
           FROM payment_transactions AS entry WHERE entry.payment_id = payments.id
         ) AS transactions
  FROM payments`;

export interface PaymentRow {
  readonly id: string;
  readonly order_id: string;
  readonly supplement_id: string | null;
  readonly buyer_id: string | null;
  readonly provider: ProviderName | null;
  readonly payment_method: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly status: PaymentStatus;
  readonly captured: number;
  readonly refunded: number;
  readonly reference: string | null;
  readonly decline_code: string | null;
  readonly decline_message: string | null;
  readonly client_secret: string | null;
  readonly redirect_url: string | null;
  readonly version: number;
  readonly transactions: readonly TransactionRow[];
}

interface TransactionRow extends Omit<PaymentTransaction, "at" | "decline"> {
  readonly declineCode: string | null;
  readonly declineMessage: string | null;
  readonly at: string;
}

export function paymentOf(row: PaymentRow): Payment {
  return {
    id: row.id,
    orderId: row.order_id,
    supplementId: row.supplement_id,
    details:
      row.amount === null
        ? null
        : {
            buyerId: row.buyer_id!,
            provider: row.provider!,
            paymentMethod: row.payment_method,
            amount: money(row.amount, row.currency!),
          },
    status: row.status,
    captured: row.captured,
    refunded: row.refunded,
    reference: row.reference,
    decline: declineOf(row.decline_code, row.decline_message),
    action:
      row.status === "REQUIRES_ACTION" ? { clientSecret: row.client_secret, redirectUrl: row.redirect_url } : null,
    version: row.version,
    transactions: row.transactions.map(({ declineCode, declineMessage, at, ...entry }) => ({
      ...entry,
      decline: declineOf(declineCode, declineMessage),
      at: new Date(at),
    })),
  };
}

function declineOf(code: string | null, message: string | null): Decline | null {
  return code === null ? null : { code, message: message ?? "" };
}
