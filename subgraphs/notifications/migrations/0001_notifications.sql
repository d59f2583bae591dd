-- How people are reached: no more of a person than messages need. Fed by user.registered and by people themselves.
CREATE TABLE contacts (
  user_id uuid PRIMARY KEY,
  email text,
  display_name text,
  phone text,
  locale text,
  time_zone text,
  -- Minutes after local midnight; both or neither.
  quiet_from smallint CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_until smallint CHECK (quiet_until BETWEEN 0 AND 1439),
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)),
  CHECK (quiet_from IS NULL OR time_zone IS NOT NULL)
);

-- A token stands for one installed app. Who signs in there last has it.
CREATE TABLE devices (
  token text PRIMARY KEY,
  user_id uuid NOT NULL,
  registered_at timestamptz NOT NULL
);

CREATE INDEX devices_by_user ON devices (user_id);

-- What people chose; what is not here is as the kind has it. The owner is a user or, by a keyed hash, a guest's address.
CREATE TABLE preferences (
  owner text NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  enabled boolean NOT NULL,
  PRIMARY KEY (owner, kind, channel)
);

-- Whom news of an order's payment goes to: events of payments carry no address.
CREATE TABLE order_contacts (
  order_id text PRIMARY KEY,
  user_id uuid,
  email text,
  number text NOT NULL
);

-- Events of payments that came before the first event of their order: two relays keep no order between them.
CREATE TABLE waiting_events (
  event_id uuid PRIMARY KEY,
  order_id text NOT NULL,
  event jsonb NOT NULL
);

CREATE INDEX waiting_events_by_order ON waiting_events (order_id);

-- Versions that staff saved, from 1 on; version 0 is the one that the program brings. A version never changes.
CREATE TABLE templates (
  kind text NOT NULL,
  channel text NOT NULL,
  locale text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  subject text NOT NULL,
  body text NOT NULL,
  html text,
  created_at timestamptz NOT NULL,
  created_by uuid,
  PRIMARY KEY (kind, channel, locale, version)
);

-- Which version is sent, where it is not version 0.
CREATE TABLE active_templates (
  kind text NOT NULL,
  channel text NOT NULL,
  locale text NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (kind, channel, locale),
  FOREIGN KEY (kind, channel, locale, version) REFERENCES templates
);

CREATE TABLE notifications (
  id uuid PRIMARY KEY,
  event_id uuid NOT NULL,
  channel text NOT NULL,
  kind text NOT NULL,
  user_id uuid,
  order_id text,
  recipient text NOT NULL,
  locale text NOT NULL,
  template_version integer NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  html text,
  unsubscribe_url text,
  status text NOT NULL CHECK (status IN ('PENDING', 'SENT', 'FAILED')),
  provider text,
  provider_id text,
  -- The class of the last failure, in the provider's words; never a recipient.
  failure text,
  attempts integer NOT NULL DEFAULT 0,
  -- Every attempt, oldest first: when, by whom, with what outcome.
  history jsonb NOT NULL DEFAULT '[]',
  -- When it is next to be sent, or, while somebody is at it, when their lease ends.
  due_at timestamptz NOT NULL,
  claim uuid,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  read_at timestamptz,
  -- One message for an event on a channel, however often the event comes.
  UNIQUE (event_id, channel)
);

CREATE INDEX notifications_due ON notifications (due_at) WHERE status = 'PENDING';
CREATE INDEX notifications_newest ON notifications (created_at DESC, id DESC);
CREATE INDEX notifications_by_order ON notifications (order_id, created_at DESC, id DESC) WHERE order_id IS NOT NULL;
CREATE INDEX notifications_inbox ON notifications (user_id, created_at DESC, id DESC) WHERE channel = 'IN_APP' AND status = 'SENT';
