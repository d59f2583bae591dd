import { newId, type Queryable } from "@angidi/datastores";
import { outboxInsert, outboxValue, wakeRelay } from "@angidi/events";
import type { Change } from "../domain/changes.ts";
import { moneyChangesOf, postingsOf } from "../domain/ledger.ts";
import type { Payment, PaymentDetails, PaymentKey, ProviderName } from "../domain/payment.ts";
import { paymentEvents } from "../events/paymentEvents.ts";
import { ledgerInserts, ledgerValue } from "./ledgerRows.ts";
import { type PaymentRow, paymentOf, selectPayments } from "./rows.ts";

/**
 * Payments by what they are for. Every write is one statement: the payment, its new transaction, what that is
 * in the ledger, and its events, or none of them.
 */
export interface PaymentRepository {
  /** A payment about to be authorised; undefined when there is one already. */
  open(key: PaymentKey, details: PaymentDetails): Promise<Payment | undefined>;
  /** A payment that will never be, so that none is made later; undefined when there is one already. */
  openVoided(key: PaymentKey): Promise<Payment | undefined>;
  byKey(key: PaymentKey): Promise<Payment | undefined>;
  /** Of each order all payments, its own first, then by age. */
  byOrders(orderIds: readonly string[]): Promise<Payment[]>;
  byIds(ids: readonly string[]): Promise<Payment[]>;
  /** By the provider's name for it. */
  byReference(provider: ProviderName, reference: string): Promise<Payment | undefined>;
  /** The payment after the change, published; undefined when it has changed since it was read. */
  append(payment: Payment, change: Change): Promise<Payment | undefined>;
}

export function paymentsOn(database: Queryable): PaymentRepository {
  async function open(payment: PaymentKey & Pick<Payment, "status" | "details">): Promise<Payment | undefined> {
    const { orderId, supplementId, status, details } = payment;
    const [row] = await database.query<{ id: string; entryId: string; at: Date }>("payments.open", openPayment, [
      newId(),
      orderId,
      details?.buyerId ?? null,
      details?.provider ?? null,
      details?.paymentMethod ?? null,
      details?.amount.amount ?? null,
      details?.amount.currency ?? null,
      status,
      newId(),
      details ? "AUTHORISATION" : "VOID",
      details ? "REQUESTED" : "SUCCEEDED",
      supplementId,
    ]);
    if (!row) return undefined;
    const entry = { id: row.entryId, at: row.at, refundId: null, reason: null, decline: null } as const;
    const amount = details?.amount.amount ?? 0;
    return {
      ...{ id: row.id, orderId, supplementId, details, status, captured: 0, refunded: 0, version: 1 },
      ...{ reference: null, decline: null, action: null },
      transactions: [
        details
          ? { ...entry, kind: "AUTHORISATION", status: "REQUESTED", amount }
          : { ...entry, kind: "VOID", status: "SUCCEEDED", amount },
      ],
    };
  }

  return {
    open: ({ orderId, supplementId }, details) => open({ orderId, supplementId, details, status: "PENDING" }),
    openVoided: ({ orderId, supplementId }) => open({ orderId, supplementId, details: null, status: "VOIDED" }),

    async byKey({ orderId, supplementId }) {
      const text = `${selectPayments} WHERE order_id = $1 AND supplement_id IS NOT DISTINCT FROM $2`;
      const [row] = await database.query<PaymentRow>("payments.byKey", text, [orderId, supplementId]);
      return row && paymentOf(row);
    },

    async byOrders(orderIds) {
      const text = `${selectPayments} WHERE order_id = ANY ($1) ORDER BY order_id, supplement_id IS NOT NULL, id`;
      return (await database.query<PaymentRow>("payments.byOrders", text, [orderIds])).map(paymentOf);
    },

    async byIds(ids) {
      const text = `${selectPayments} WHERE id = ANY ($1)`;
      return (await database.query<PaymentRow>("payments.byIds", text, [ids])).map(paymentOf);
    },

    async byReference(provider, reference) {
      const text = `${selectPayments} WHERE provider = $1 AND reference = $2`;
      const [row] = await database.query<PaymentRow>("payments.byReference", text, [provider, reference]);
      return row && paymentOf(row);
    },

    async append(payment, change) {
      const { event, entry, ...after } = change;
      const id = newId();
      const postings = moneyChangesOf(payment, change).flatMap(postingsOf);
      const [row] = await database.query<{ id: string; at: Date }>("payments.append", append, [
        payment.id,
        payment.version,
        after.status,
        after.captured,
        after.refunded,
        after.reference,
        after.decline?.code ?? null,
        after.decline?.message ?? null,
        after.action?.clientSecret ?? null,
        after.action?.redirectUrl ?? null,
        id,
        entry.kind,
        entry.status,
        entry.amount,
        entry.refundId,
        entry.reason,
        entry.decline?.code ?? null,
        entry.decline?.message ?? null,
        outboxValue(paymentEvents(payment, change)),
        ledgerValue([{ id, paymentId: payment.id, kind: entry.kind, postings }]),
      ]);
      if (!row) return undefined;
      if (event) wakeRelay("payments");
      const transactions = [...payment.transactions, { ...entry, ...row }];
      return { ...payment, ...after, version: payment.version + 1, transactions };
    },
  };
}

const openPayment = `
  WITH payment AS (
    INSERT INTO payments (id, order_id, buyer_id, provider, payment_method, amount, currency, status, supplement_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $12)
    ON CONFLICT (order_id, supplement_id) DO NOTHING
    RETURNING id, version, amount
  )
  INSERT INTO payment_transactions (id, payment_id, sequence, kind, status, amount)
  SELECT $9, id, version, $10, $11, coalesce(amount, 0) FROM payment
  RETURNING payment_id AS id, id AS "entryId", created_at AS at`;

// The version makes this a comparison and a write at once: of two that read the same payment, one finds no row.
const append = `
  WITH payment AS (
    UPDATE payments
    SET status = $3, captured = $4, refunded = $5, reference = $6, decline_code = $7, decline_message = $8,
        client_secret = $9, redirect_url = $10, version = version + 1, updated_at = now()
    WHERE id = $1 AND version = $2
    RETURNING id, version
  ), event AS (
    ${outboxInsert("$19", "EXISTS (SELECT FROM payment)")}
  ), ${ledgerInserts("$20", "EXISTS (SELECT FROM payment)")}
  INSERT INTO payment_transactions
    (id, payment_id, sequence, kind, status, amount, refund_id, reason, decline_code, decline_message)
  SELECT $11, id, version, $12, $13, $14, $15, $16, $17, $18 FROM payment
  RETURNING id, created_at AS at`;
