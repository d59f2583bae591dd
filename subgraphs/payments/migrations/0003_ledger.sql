-- The double-entry ledger of all payments: every movement of money takes from one account what it gives to another.
CREATE TABLE ledger_entries (
  -- That of the transaction that it writes down, so that none is written down twice.
  id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payments,
  kind text NOT NULL CHECK (kind IN (
    'OPENING', 'AUTHORISATION', 'CAPTURE', 'VOID', 'REFUND', 'DISPUTE_OPENED', 'DISPUTE_WON', 'DISPUTE_LOST'
  )),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ledger_entries_by_payment ON ledger_entries (payment_id, id);

CREATE TABLE ledger_postings (
  entry_id uuid NOT NULL REFERENCES ledger_entries,
  line smallint NOT NULL,
  account text NOT NULL CHECK (account IN (
    'PROVIDER_BALANCE', 'CUSTOMER_PAYMENTS', 'REFUNDS', 'DISPUTED', 'DISPUTE_LOSSES', 'HOLDS', 'HOLDS_OF_CUSTOMERS'
  )),
  -- An account is kept for each provider and currency.
  provider text NOT NULL,
  currency char(3) NOT NULL,
  -- Minor units: debits are above zero, credits below.
  amount bigint NOT NULL CHECK (amount <> 0),
  PRIMARY KEY (entry_id, line)
);
CREATE INDEX ledger_postings_by_account ON ledger_postings (account, provider, currency) INCLUDE (amount);

-- The postings of an entry are written by one statement, and that is refused unless they add up to zero in every currency.
CREATE FUNCTION refuse_unbalanced_postings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unbalanced uuid;
BEGIN
  SELECT entry_id INTO unbalanced FROM added GROUP BY entry_id, currency HAVING sum(amount) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'The postings of the ledger entry % do not add up to zero', unbalanced;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER ledger_postings_add_up_to_zero
  AFTER INSERT ON ledger_postings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced_postings();

CREATE TRIGGER ledger_entries_are_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_postings_are_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_postings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The payments that there are already: one opening entry for each that holds, took or gave back money.
INSERT INTO ledger_entries (id, payment_id, kind)
SELECT id, id, 'OPENING' FROM payments WHERE status = 'AUTHORIZED' OR captured > 0;

INSERT INTO ledger_postings (entry_id, line, account, provider, currency, amount)
SELECT payment.id, line, posting.account, payment.provider, payment.currency, posting.amount
FROM payments AS payment,
     LATERAL (VALUES
       (1, 'PROVIDER_BALANCE', payment.captured - payment.refunded),
       (2, 'CUSTOMER_PAYMENTS', -payment.captured),
       (3, 'REFUNDS', payment.refunded),
       (4, 'HOLDS', CASE WHEN payment.status = 'AUTHORIZED' THEN payment.amount ELSE 0 END),
       (5, 'HOLDS_OF_CUSTOMERS', CASE WHEN payment.status = 'AUTHORIZED' THEN -payment.amount ELSE 0 END)
     ) AS posting (line, account, amount)
WHERE (payment.status = 'AUTHORIZED' OR payment.captured > 0) AND posting.amount <> 0;
