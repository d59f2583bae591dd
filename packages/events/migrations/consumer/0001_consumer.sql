-- Which events took effect here: the row is written in the effect's own transaction, so an event that comes twice acts once.
CREATE TABLE consumed_events (
  consumer_group text NOT NULL,
  event_id uuid NOT NULL,
  consumed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer_group, event_id)
);

-- Events that kept failing. Their successors were let pass.
CREATE TABLE dead_letters (
  consumer_group text NOT NULL,
  event_id uuid NOT NULL,
  event jsonb NOT NULL,
  reason text NOT NULL,
  parked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer_group, event_id)
);
