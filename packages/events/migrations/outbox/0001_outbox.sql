-- Events wait here, in the transaction of the change that they tell of, until the relay has moved them to the event log.
-- They are kept after that, so that the log can be filled again.
CREATE TABLE outbox (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  type text NOT NULL,
  source text NOT NULL,
  subject text NOT NULL,
  subject_version bigint NOT NULL,
  time timestamptz NOT NULL,
  traceparent text,
  data jsonb NOT NULL,
  relayed_at timestamptz
);

CREATE INDEX outbox_waiting ON outbox (position) WHERE relayed_at IS NULL;
