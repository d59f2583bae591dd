-- The event log of the platform where no Kafka is configured. Appends take one lock in turn, so positions become visible
-- in their order and a reader that is past a position has seen everything before it.
CREATE TABLE event_log (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  type text NOT NULL,
  source text NOT NULL,
  subject text NOT NULL,
  subject_version bigint NOT NULL,
  time timestamptz NOT NULL,
  traceparent text,
  data jsonb NOT NULL
);

CREATE INDEX event_log_by_type ON event_log (type, position);

-- How far each group of consumers is. The row's lock makes one consumer of a group active at a time.
CREATE TABLE consumer_offsets (
  consumer_group text PRIMARY KEY,
  position bigint NOT NULL DEFAULT 0
);
