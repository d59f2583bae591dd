-- Comparisons of our books with a provider's, for the payments of a time. One that was cut short is gone on with.
CREATE TABLE reconciliations (
  id uuid PRIMARY KEY,
  provider text NOT NULL,
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL,
  step text NOT NULL CHECK (step IN ('ASKING_AGAIN', 'THEIRS', 'OURS', 'DONE')),
  -- How far the step is: the provider's cursor, or the last of our transactions.
  place text,
  compared integer NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CONSTRAINT finished_when_done CHECK ((step = 'DONE') = (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX reconciliations_one_at_a_time ON reconciliations (provider) WHERE step <> 'DONE';
CREATE INDEX reconciliations_by_provider ON reconciliations (provider, id);

-- What did not agree. One that is found again stays one; it is closed by staff, or when it is gone by itself.
CREATE TABLE reconciliation_differences (
  id uuid PRIMARY KEY,
  provider text NOT NULL,
  kind text NOT NULL CHECK (kind IN (
    'MISSING_AT_PROVIDER', 'MISSING_HERE', 'AMOUNT_DIFFERS', 'STATE_DIFFERS', 'CAPTURED_DIFFERS', 'REFUNDED_DIFFERS',
    'LEDGER_DIFFERS', 'OUTCOME_UNKNOWN'
  )),
  -- Our payment's id, or the provider's name for one that we do not have.
  subject text NOT NULL,
  payment_id uuid REFERENCES payments,
  reference text,
  ours text,
  theirs text,
  status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'RESOLVED', 'GONE')),
  found_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  resolved_by uuid,
  note text,
  CONSTRAINT closed_unless_open CHECK ((status = 'OPEN') = (closed_at IS NULL)),
  CONSTRAINT resolved_by_somebody CHECK ((status = 'RESOLVED') = (resolved_by IS NOT NULL AND note IS NOT NULL))
);
CREATE UNIQUE INDEX reconciliation_differences_open_once ON reconciliation_differences (provider, subject, kind)
  WHERE status = 'OPEN';
CREATE INDEX reconciliation_differences_by_subject ON reconciliation_differences (provider, subject);
CREATE INDEX reconciliation_differences_by_status ON reconciliation_differences (status, id);

-- The version of the payment that was compared last.
ALTER TABLE payments ADD COLUMN reconciled_version bigint;
