-- The timeline tells all that happens to an order, not only what its status becomes.
ALTER TABLE order_timeline
  -- 1 for the first entry of any kind, and one more for each that follows: no entry can be missing unnoticed.
  ADD COLUMN position integer,
  ADD COLUMN kind text NOT NULL DEFAULT 'STATUS' CHECK (kind IN
    ('STATUS', 'PAYMENT', 'REFUND', 'PARCEL', 'NOTE', 'RETURN', 'EDIT', 'CANCELLATION', 'CLAIM', 'STAFF')),
  -- Who did it: { kind: CUSTOMER, GUEST, STAFF or SYSTEM, userId, role }.
  ADD COLUMN actor jsonb NOT NULL DEFAULT '{"kind": "SYSTEM"}',
  ADD COLUMN visible_to text NOT NULL DEFAULT 'SHOPPER' CHECK (visible_to IN ('SHOPPER', 'STAFF')),
  -- { reference, state, amount, text, lines }, each where there is one.
  ADD COLUMN data jsonb NOT NULL DEFAULT '{}';

UPDATE order_timeline SET position = sequence;
ALTER TABLE order_timeline
  ALTER COLUMN position SET NOT NULL,
  DROP CONSTRAINT order_timeline_pkey,
  ADD PRIMARY KEY (buyer_id, order_id, position),
  ALTER COLUMN sequence DROP NOT NULL,
  ALTER COLUMN status DROP NOT NULL,
  -- Changes of the status are counted by themselves: those who follow an order go by that.
  ADD CHECK ((kind = 'STATUS') = (sequence IS NOT NULL)),
  ADD CHECK ((kind = 'STATUS') = (status IS NOT NULL)),
  ADD UNIQUE (buyer_id, order_id, sequence);

-- How many entries the timeline has: what writes one takes the next position under the lock of the order's row.
ALTER TABLE orders ADD COLUMN entries integer NOT NULL DEFAULT 1;

-- Orders of before have one entry on their payment, dated like the last change of their status.
WITH paid AS (
  UPDATE orders SET entries = sequence + (payment_status <> 'PENDING')::integer
  RETURNING buyer_id, id, entries, sequence, payment_status
)
INSERT INTO order_timeline (buyer_id, order_id, position, kind, at, data)
SELECT p.buyer_id, p.id, p.entries, 'PAYMENT', t.at, jsonb_build_object('state', p.payment_status)
FROM paid p JOIN order_timeline t ON t.buyer_id = p.buyer_id AND t.order_id = p.id AND t.sequence = p.sequence
WHERE p.payment_status <> 'PENDING';

-- History is written once. Only when it happened may be said anew, by what dates the orders of a demo store.
CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('orders.dates_a_demo_order', true) = 'on'
    AND to_jsonb(NEW) - 'at' = to_jsonb(OLD) - 'at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER order_timeline_is_append_only
  BEFORE UPDATE OR DELETE ON order_timeline
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER order_timeline_is_not_emptied
  BEFORE TRUNCATE ON order_timeline
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
