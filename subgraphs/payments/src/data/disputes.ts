import { newId, type Queryable } from "@angidi/datastores";
import { money } from "@angidi/money";
import type { Dispute, DisputeState, ProviderDispute } from "../domain/dispute.ts";
import type { ProviderName } from "../domain/payment.ts";

/** Which disputes staff want to see, and from where on: newest first. */
export interface DisputePage {
  readonly states: readonly DisputeState[] | null;
  /** The id of the last one seen. */
  readonly after: string | null;
  readonly limit: number;
}

export interface DisputeRepository {
  /** In which state we know a dispute of a payment, null for none; until the transaction ends no other is told. */
  lock(provider: ProviderName, paymentId: string, reference: string): Promise<DisputeState | null>;
  /** Writes a dispute as the provider tells it. */
  put(provider: ProviderName, paymentId: string, dispute: ProviderDispute): Promise<void>;
  /** Notes what the provider says of a dispute that stays as it is, since it is not understood. */
  leaveToStaff(provider: ProviderName, reference: string, unclearOutcome: string): Promise<void>;
  /** Of many payments by one statement, oldest first. */
  ofPayments(paymentIds: readonly string[]): Promise<Dispute[]>;
  page(page: DisputePage): Promise<Dispute[]>;
}

export function disputesOn(database: Queryable): DisputeRepository {
  return {
    async lock(provider, paymentId, reference) {
      // The payment's row, since two events may tell of a dispute that has none yet.
      await database.query("payments.lock", "SELECT FROM payments WHERE id = $1 FOR UPDATE", [paymentId]);
      const text = "SELECT state FROM disputes WHERE provider = $1 AND reference = $2";
      const [known] = await database.query<{ state: DisputeState }>("payments.disputeState", text, [
        provider,
        reference,
      ]);
      return known?.state ?? null;
    },

    async put(provider, paymentId, { reference, state, reason, amount, evidenceDueBy, unclearOutcome }) {
      await database.query("payments.putDispute", put, [
        ...[newId(), paymentId, provider, reference, state, reason],
        ...[amount.amount, amount.currency, evidenceDueBy, unclearOutcome],
      ]);
    },

    async leaveToStaff(provider, reference, unclearOutcome) {
      await database.query(
        "payments.leaveDisputeToStaff",
        "UPDATE disputes SET unclear_outcome = $3, updated_at = now() WHERE provider = $1 AND reference = $2",
        [provider, reference, unclearOutcome],
      );
    },

    async ofPayments(paymentIds) {
      const text = `${select} WHERE payment_id = ANY ($1) ORDER BY id`;
      return (await database.query<DisputeRow>("payments.disputesOf", text, [paymentIds])).map(disputeOf);
    },

    async page({ states, after, limit }) {
      const text = `${select} WHERE ($1::text[] IS NULL OR state = ANY ($1)) AND ($2::uuid IS NULL OR id < $2)
                    ORDER BY id DESC LIMIT $3`;
      return (await database.query<DisputeRow>("payments.disputes", text, [states, after, limit])).map(disputeOf);
    },
  };
}

const put = `
  INSERT INTO disputes (id, payment_id, provider, reference, state, reason, amount, currency, evidence_due_by,
                        unclear_outcome)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (provider, reference) DO UPDATE
  SET state = EXCLUDED.state, reason = EXCLUDED.reason, amount = EXCLUDED.amount,
      evidence_due_by = EXCLUDED.evidence_due_by, unclear_outcome = EXCLUDED.unclear_outcome, updated_at = now()`;

const select = `
  SELECT id, payment_id AS "paymentId", reference, state, reason, amount, currency,
         evidence_due_by AS "evidenceDueBy", unclear_outcome AS "unclearOutcome", opened_at AS "openedAt", updated_at AS "updatedAt"
  FROM disputes`;

type DisputeRow = Omit<Dispute, "amount"> & { readonly amount: number; readonly currency: string };

function disputeOf({ amount, currency, ...row }: DisputeRow): Dispute {
  return { ...row, amount: money(amount, currency) };
}
