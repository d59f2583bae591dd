import type { Database } from "@angidi/datastores";
import type { Money } from "@angidi/money";
import type { ProviderPage, ProviderPayment, ProviderRange } from "../paymentProvider.ts";
import type { DeclineCode } from "./methods.ts";

/** A payment in the test provider's books. */
export interface HeldPayment {
  readonly reference: string;
  readonly paymentMethod: string;
  /** What was answered at first. */
  readonly outcome: "authorised" | "action-required" | "declined";
  readonly declineCode: DeclineCode | null;
  readonly clientSecret: string | null;
  /** How it stands. */
  readonly state: "authorised" | "action-required" | "declined" | "captured" | "voided";
  readonly captureKey: string | null;
}

/** Each call is one statement, or one transaction, and gives the payment as it stands then. */
export interface Books {
  /** Adds a payment, or gives the one that was added with the same key. */
  open(payment: NewHeldPayment): Promise<HeldPayment>;
  read(reference: string): Promise<HeldPayment>;
  capture(reference: string, amount: number, idempotencyKey: string): Promise<HeldPayment>;
  void(reference: string): Promise<HeldPayment>;
  settle(reference: string, declineCode: DeclineCode | null): Promise<HeldPayment>;
  /** Whether it was refunded, now or before with the same key. */
  refund(reference: string, amount: number, idempotencyKey: string): Promise<boolean>;
  find(reference: string): Promise<ProviderPayment | null>;
  list(range: ProviderRange): Promise<ProviderPage>;
}

export interface NewHeldPayment extends Pick<HeldPayment, "reference" | "paymentMethod" | "outcome" | "declineCode"> {
  readonly idempotencyKey: string;
  readonly amount: Money;
  readonly clientSecret: string | null;
}

const columns = `reference, payment_method AS "paymentMethod", outcome, decline_code AS "declineCode",
  client_secret AS "clientSecret", state, capture_key AS "captureKey"`;

export function booksOn(database: Database): Books {
  async function read(reference: string): Promise<HeldPayment> {
    const text = `SELECT ${columns} FROM test_provider_payments WHERE reference = $1`;
    const [held] = await database.query<HeldPayment>("testProvider.payment", text, [reference]);
    if (!held) throw new Error(`The test provider has no payment ${reference}`);
    return held;
  }

  /** Makes a change if the payment's state allows it; gives the payment either way. */
  async function change(label: string, text: string, values: readonly unknown[]): Promise<HeldPayment> {
    const [held] = await database.query<HeldPayment>(label, `${text} RETURNING ${columns}`, values);
    return held ?? read(values[0] as string);
  }

  return {
    read,

    async open({ reference, idempotencyKey, paymentMethod, amount, outcome, declineCode, clientSecret }) {
      const [held] = await database.query<HeldPayment>(
        "testProvider.authorise",
        `INSERT INTO test_provider_payments
           (reference, idempotency_key, payment_method, amount, currency, outcome, decline_code, client_secret, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $6)
         ON CONFLICT (idempotency_key) DO UPDATE SET idempotency_key = EXCLUDED.idempotency_key
         RETURNING ${columns}`,
        [reference, idempotencyKey, paymentMethod, amount.amount, amount.currency, outcome, declineCode, clientSecret],
      );
      return held!;
    },

    capture: (reference, amount, idempotencyKey) =>
      change(
        "testProvider.capture",
        `UPDATE test_provider_payments SET state = 'captured', captured = $2, capture_key = $3
         WHERE reference = $1 AND state = 'authorised'`,
        [reference, amount, idempotencyKey],
      ),

    void: (reference) =>
      change(
        "testProvider.void",
        `UPDATE test_provider_payments SET state = 'voided'
         WHERE reference = $1 AND state IN ('authorised', 'action-required')`,
        [reference],
      ),

    settle: (reference, declineCode) =>
      change(
        "testProvider.settle",
        `UPDATE test_provider_payments
         SET state = CASE WHEN $2::text IS NULL THEN 'authorised' ELSE 'declined' END, decline_code = $2
         WHERE reference = $1 AND state = 'action-required'`,
        [reference, declineCode],
      ),

    refund: (reference, amount, idempotencyKey) =>
      database.transaction(async (transaction) => {
        const lock = "SELECT FROM test_provider_payments WHERE reference = $1 FOR UPDATE";
        await transaction.query("testProvider.lock", lock, [reference]);
        const known = "SELECT FROM test_provider_refunds WHERE idempotency_key = $1";
        if ((await transaction.query("testProvider.refund", known, [idempotencyKey])).length > 0) return true;
        const refunded = await transaction.query(
          "testProvider.addRefund",
          `WITH payment AS (
             UPDATE test_provider_payments SET refunded = refunded + $2
             WHERE reference = $1 AND captured - refunded >= $2
             RETURNING reference
           )
           INSERT INTO test_provider_refunds (idempotency_key, reference, amount)
           SELECT $3, reference, $2 FROM payment
           RETURNING reference`,
          [reference, amount, idempotencyKey],
        );
        return refunded.length === 1;
      }),

    async find(reference) {
      const text = `${selectAsTold} WHERE reference = $1`;
      const [found] = await database.query<ProviderPayment>("testProvider.find", text, [reference]);
      return found ?? null;
    },

    async list({ from, to, after }) {
      const text = `${selectAsTold}
        WHERE created_at >= $1 AND created_at < $2
          AND ($3::text IS NULL OR (created_at, reference) > (
            SELECT created_at, reference FROM test_provider_payments WHERE reference = $3
          ))
        ORDER BY created_at, reference LIMIT $4`;
      const values = [from, to, after ?? null, pageSize + 1];
      const found = await database.query<ProviderPayment>("testProvider.list", text, values);
      const payments = found.slice(0, pageSize);
      return { payments, next: found.length > pageSize ? payments.at(-1)!.reference : null };
    },
  };
}

const pageSize = 100;

const selectAsTold = `
  SELECT reference, currency, amount, captured, refunded, created_at AS "createdAt",
         CASE state WHEN 'action-required' THEN 'ACTION_REQUIRED' WHEN 'authorised' THEN 'AUTHORIZED' ELSE upper(state)
         END AS status
  FROM test_provider_payments`;
