-- What was done for which key: a repeat of a request finds the result of the first one.
CREATE TABLE idempotency_keys (
  caller text NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  input_hash text NOT NULL,
  result_id text NOT NULL,
  -- 0 when the row was inserted: how a claim tells whether it came first.
  repeats integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (caller, operation, key)
);
