-- One payment for each order. A payment that was voided before it was authorised knows only its order: a tombstone, by
-- which an authorisation that comes later is refused.
CREATE TABLE payments (
  id uuid PRIMARY KEY,
  order_id text NOT NULL UNIQUE,
  buyer_id uuid,
  provider text,
  -- Names a method at the provider; never a card number. Null when what was given may be one.
  payment_method text,
  amount bigint,
  currency char(3),
  status text NOT NULL CHECK (status IN (
    'PENDING', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'VOIDED'
  )),
  captured bigint NOT NULL DEFAULT 0,
  refunded bigint NOT NULL DEFAULT 0,
  -- The provider's name for the payment.
  reference text,
  decline_code text,
  decline_message text,
  client_secret text,
  redirect_url text,
  -- One more with every transaction; a writer names the version that it read, so that two never build on the same one.
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT whole_unless_voided CHECK (
    status = 'VOIDED'
    OR (buyer_id IS NOT NULL AND provider IS NOT NULL AND amount IS NOT NULL AND currency IS NOT NULL)
  ),
  CONSTRAINT amount_is_positive CHECK (amount > 0),
  CONSTRAINT captured_at_most_the_amount CHECK (captured >= 0 AND captured <= coalesce(amount, 0)),
  CONSTRAINT refunded_at_most_what_was_captured CHECK (refunded >= 0 AND refunded <= captured)
);

-- What was asked of the provider and what came of it: rows are added, never changed.
CREATE TABLE payment_transactions (
  id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payments,
  -- The payment's version with this transaction.
  sequence bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('AUTHORISATION', 'CAPTURE', 'VOID', 'REFUND')),
  status text NOT NULL CHECK (status IN ('REQUESTED', 'ACTION_REQUIRED', 'SUCCEEDED', 'DECLINED')),
  amount bigint NOT NULL,
  -- Which refund, by the id that orders gave it.
  refund_id text,
  reason text,
  decline_code text,
  decline_message text,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (payment_id, sequence),
  CONSTRAINT refunds_have_ids CHECK ((kind = 'REFUND') = (refund_id IS NOT NULL))
);
-- What the state machine keeps apart, the table does too.
CREATE UNIQUE INDEX payment_transactions_one_capture ON payment_transactions (payment_id)
  WHERE kind = 'CAPTURE' AND status = 'SUCCEEDED';
CREATE UNIQUE INDEX payment_transactions_one_outcome_of_a_refund ON payment_transactions (payment_id, refund_id)
  WHERE kind = 'REFUND' AND status IN ('SUCCEEDED', 'DECLINED');

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are never changed or deleted', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER payment_transactions_are_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
