import type { Database, Discrepancy } from "@angidi/datastores";

/**
 * What does not agree within the books of payments: none when all is well. `undecidedMinutes` is for how long what came
 * of a call to a provider may be unknown; 0 where nothing is under way.
 */
export async function audit(
  database: Database,
  { undecidedMinutes = 60 }: { readonly undecidedMinutes?: number } = {},
): Promise<Discrepancy[]> {
  const found: Discrepancy[] = [];
  for (const [label, { rule, text, isTimed }] of Object.entries(rules)) {
    const values = isTimed ? [undecidedMinutes] : [];
    const rows = await database.query<Omit<Discrepancy, "rule">>(`audit.${label}`, text, values);
    found.push(...rows.map(({ subject, detail }) => ({ rule, subject, detail })));
  }
  return found;
}

interface Rule {
  readonly rule: string;
  /** Gives a subject and a detail for each that breaks the rule. */
  readonly text: string;
  /** Whether it asks for `undecidedMinutes`. */
  readonly isTimed?: true;
}

const rules: Readonly<Record<string, Rule>> = {
  ledgerIsZero: {
    rule: "Over all accounts the ledger is zero in every currency",
    text: `
      SELECT currency AS subject, 'sum ' || sum(amount) AS detail
      FROM ledger_postings GROUP BY currency HAVING sum(amount) <> 0`,
  },
  entriesAreZero: {
    rule: "The postings of a ledger entry add up to zero in every currency, and there are some",
    text: `
      SELECT entry.id AS subject, posting.currency || ' ' || sum(posting.amount) AS detail
      FROM ledger_entries AS entry LEFT JOIN ledger_postings AS posting ON posting.entry_id = entry.id
      GROUP BY entry.id, posting.currency HAVING sum(posting.amount) IS DISTINCT FROM 0`,
  },
  ledgerAgreesWithPayments: {
    rule: "The ledger says of each payment what is held, captured and refunded",
    text: `
      SELECT payment.id AS subject, format(
        'held %s, captured %s, refunded %s; by the ledger %s, %s, %s, of which %s are left',
        CASE WHEN payment.status = 'AUTHORIZED' THEN payment.amount ELSE 0 END, payment.captured, payment.refunded,
        posted.held, posted.captured, posted.refunded, posted.kept
      ) AS detail
      FROM payments AS payment,
           LATERAL (
             SELECT coalesce(sum(amount) FILTER (WHERE account = 'HOLDS'), 0) AS held,
                    coalesce(-sum(amount) FILTER (WHERE account = 'CUSTOMER_PAYMENTS'), 0) AS captured,
                    coalesce(sum(amount) FILTER (WHERE account = 'REFUNDS'), 0) AS refunded,
                    coalesce(sum(amount) FILTER (WHERE account IN (
                      'PROVIDER_BALANCE', 'DISPUTED', 'DISPUTE_LOSSES'
                    )), 0) AS kept,
                    coalesce(bool_and(posting.currency = payment.currency AND posting.provider = payment.provider), true)
                      AS is_alike
             FROM ledger_entries AS entry JOIN ledger_postings AS posting ON posting.entry_id = entry.id
             WHERE entry.payment_id = payment.id
           ) AS posted
      WHERE posted.held <> CASE WHEN payment.status = 'AUTHORIZED' THEN payment.amount ELSE 0 END
         OR posted.captured <> payment.captured OR posted.refunded <> payment.refunded
         OR posted.kept <> payment.captured - payment.refunded OR NOT posted.is_alike`,
  },
  transactionsAgreeWithPayments: {
    rule: "A payment has captured and refunded what its transactions have, and as many versions as transactions",
    text: `
      SELECT payment.id AS subject, format(
        'captured %s, refunded %s, version %s; by %s transactions %s, %s',
        payment.captured, payment.refunded, payment.version, entry.number, entry.captured, entry.refunded
      ) AS detail
      FROM payments AS payment,
           LATERAL (
             SELECT coalesce(sum(amount) FILTER (WHERE kind = 'CAPTURE' AND status = 'SUCCEEDED'), 0) AS captured,
                    coalesce(sum(amount) FILTER (WHERE kind = 'REFUND' AND status = 'SUCCEEDED'), 0) AS refunded,
                    count(*) AS number
             FROM payment_transactions WHERE payment_id = payment.id
           ) AS entry
      WHERE payment.captured <> entry.captured OR payment.refunded <> entry.refunded
         OR payment.version <> entry.number`,
  },
  statusAgreesWithMoney: {
    rule: "The status of a payment agrees with what was captured and refunded",
    text: `
      SELECT id AS subject, format('%s, captured %s, refunded %s', status, captured, refunded) AS detail
      FROM payments
      WHERE status <> CASE
        WHEN captured = 0 AND status IN ('CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED') THEN 'one without a capture'
        WHEN captured = 0 THEN status
        WHEN refunded = 0 THEN 'CAPTURED'
        WHEN refunded < captured THEN 'PARTIALLY_REFUNDED'
        ELSE 'REFUNDED'
      END`,
  },
  refundsAreCovered: {
    rule: "Refunds, those under way among them, are never above what was captured",
    text: `
      SELECT payment.id AS subject, format('captured %s, refunds %s', payment.captured, sum(request.amount)) AS detail
      FROM payments AS payment
      JOIN payment_transactions AS request ON request.payment_id = payment.id
      WHERE request.kind = 'REFUND' AND request.status = 'REQUESTED' AND NOT EXISTS (
        SELECT FROM payment_transactions AS outcome
        WHERE outcome.payment_id = payment.id AND outcome.refund_id = request.refund_id AND outcome.status = 'DECLINED'
      )
      GROUP BY payment.id HAVING sum(request.amount) > payment.captured`,
  },
  capturedOnce: {
    rule: "A payment is captured once",
    text: `
      SELECT payment_id AS subject, count(*) || ' captures' AS detail
      FROM payment_transactions WHERE kind = 'CAPTURE' AND status = 'SUCCEEDED'
      GROUP BY payment_id HAVING count(*) > 1`,
  },
  callsAreDecided: {
    rule: "What came of a call to a provider is known before long",
    isTimed: true,
    text: `
      SELECT request.payment_id AS subject, format('%s requested at %s', request.kind, request.created_at) AS detail
      FROM payment_transactions AS request JOIN payments AS payment ON payment.id = request.payment_id
      WHERE request.status = 'REQUESTED' AND request.created_at <= now() - $1 * interval '1 minute'
        AND CASE request.kind
          WHEN 'AUTHORISATION' THEN payment.status = 'PENDING'
          WHEN 'REFUND' THEN NOT EXISTS (
            SELECT FROM payment_transactions AS outcome
            WHERE outcome.payment_id = payment.id AND outcome.refund_id = request.refund_id
              AND outcome.status <> 'REQUESTED'
          )
          ELSE payment.status IN ('REQUIRES_ACTION', 'AUTHORIZED') AND NOT EXISTS (
            SELECT FROM payment_transactions AS outcome
            WHERE outcome.payment_id = payment.id AND outcome.kind = request.kind
              AND outcome.sequence > request.sequence AND outcome.status <> 'REQUESTED'
          )
        END`,
  },
};
