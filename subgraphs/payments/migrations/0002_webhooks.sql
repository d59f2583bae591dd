-- What providers tell by webhook names a payment as they do.
CREATE UNIQUE INDEX payments_by_reference ON payments (provider, reference) WHERE reference IS NOT NULL;

-- Events of providers that have had their effect, written with it: each has one, however often it comes. Rows are of use
-- for as long as a provider repeats an event, which is days; after 90 they go.
CREATE TABLE provider_events (
  provider text NOT NULL,
  event_id text NOT NULL,
  taken_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (provider, event_id)
);
CREATE INDEX provider_events_by_age ON provider_events (taken_at);

-- What shoppers or their banks dispute.
CREATE TABLE disputes (
  id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payments,
  provider text NOT NULL,
  -- The provider's name for it.
  reference text NOT NULL,
  state text NOT NULL CHECK (state IN ('INQUIRY', 'NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST', 'CLOSED')),
  reason text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  currency char(3) NOT NULL,
  evidence_due_by timestamptz,
  opened_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (provider, reference)
);
CREATE INDEX disputes_of_payments ON disputes (payment_id);
CREATE INDEX disputes_by_state ON disputes (state, id);

-- The money of a dispute goes (OPENED), and comes back (WON) or does not (LOST).
ALTER TABLE payment_transactions
  DROP CONSTRAINT payment_transactions_kind_check,
  ADD CONSTRAINT payment_transactions_kind_check CHECK (kind IN (
    'AUTHORISATION', 'CAPTURE', 'VOID', 'REFUND', 'DISPUTE_OPENED', 'DISPUTE_WON', 'DISPUTE_LOST'
  ));

-- By when the test provider's payments were made it lists them.
ALTER TABLE test_provider_payments ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX test_provider_payments_by_age ON test_provider_payments (created_at, reference);
