-- A group's row now says more than its offset. Its lease makes one consumer of the group active at a time without a
-- transaction that stays open while handlers run: an open one would keep vacuum from its work in the whole cluster, hold a
-- connection for every group, and be ended by the server when a handler takes long.
ALTER TABLE consumer_offsets RENAME TO consumer_groups;
ALTER TABLE consumer_groups
  ADD COLUMN topics text[] NOT NULL DEFAULT '{}',
  ADD COLUMN holder uuid,
  ADD COLUMN leased_until timestamptz,
  ADD COLUMN last_handled_at timestamptz;

-- The events that a group gave up on, of all groups in one place. The event is kept whole: it does not depend on which
-- engine the log runs on, nor on how long that one keeps its events.
CREATE TABLE dead_letters (
  id uuid PRIMARY KEY,
  consumer_group text NOT NULL,
  event_id uuid NOT NULL,
  event jsonb NOT NULL,
  reason text NOT NULL,
  attempts integer NOT NULL,
  parked_at timestamptz NOT NULL DEFAULT now(),
  status text NOT NULL DEFAULT 'PARKED'
    CHECK (status IN ('PARKED', 'REDRIVING', 'REDRIVEN', 'SUPERSEDED', 'DISCARDED')),
  -- Until when the worker that redrives it has it for itself.
  taken_until timestamptz,
  settled_at timestamptz,
  UNIQUE (consumer_group, event_id)
);

CREATE INDEX dead_letters_of_group ON dead_letters (consumer_group, id);
CREATE INDEX dead_letters_open ON dead_letters (consumer_group, status) WHERE status IN ('PARKED', 'REDRIVING');
