-- The books of the embedded test provider. They are another company's, as it were: nothing of ours reads them but the
-- provider itself, and tests that compare.
CREATE TABLE test_provider_payments (
  reference text PRIMARY KEY,
  idempotency_key text NOT NULL UNIQUE,
  payment_method text NOT NULL,
  amount bigint NOT NULL,
  currency char(3) NOT NULL,
  -- How it was authorised at first, which a repeat is told again.
  outcome text NOT NULL CHECK (outcome IN ('authorised', 'action-required', 'declined')),
  decline_code text,
  client_secret text,
  state text NOT NULL CHECK (state IN ('authorised', 'action-required', 'declined', 'captured', 'voided')),
  captured bigint NOT NULL DEFAULT 0 CHECK (captured <= amount),
  capture_key text,
  refunded bigint NOT NULL DEFAULT 0 CHECK (refunded <= captured)
);

CREATE TABLE test_provider_refunds (
  idempotency_key text PRIMARY KEY,
  reference text NOT NULL REFERENCES test_provider_payments,
  amount bigint NOT NULL CHECK (amount > 0)
);
