-- What is remembered of an order, also before its own first event: then there is no contact, and so no number.
ALTER TABLE order_contacts RENAME TO orders;
ALTER TABLE orders ALTER COLUMN number DROP NOT NULL;
-- The version of the last event that was taken.
ALTER TABLE orders ADD COLUMN told integer NOT NULL DEFAULT 0;
-- Events that came too early: what they are and since when they wait.
ALTER TABLE orders ADD COLUMN waiting jsonb NOT NULL DEFAULT '[]';
-- When one of them has waited long enough.
ALTER TABLE orders ADD COLUMN waits_until timestamptz;
CREATE INDEX orders_overdue ON orders (waits_until) WHERE waits_until IS NOT NULL;

INSERT INTO orders (order_id, waiting, waits_until)
SELECT order_id, jsonb_agg(jsonb_build_object('event', event, 'since', event -> 'time')), now()
FROM waiting_events GROUP BY order_id
ON CONFLICT (order_id) DO UPDATE SET waiting = excluded.waiting, waits_until = excluded.waits_until;
DROP TABLE waiting_events;

-- Orders whose news waits for the user's address.
ALTER TABLE contacts ADD COLUMN waiting_orders text[] NOT NULL DEFAULT '{}';

-- Of an order's own events; a message waits for those of the same order and channel with a lower one.
ALTER TABLE notifications ADD COLUMN order_version integer;
CREATE INDEX notifications_pending_of_order ON notifications (order_id, channel, order_version)
  WHERE status = 'PENDING' AND order_version IS NOT NULL;
