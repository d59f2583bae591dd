-- The sagas of an order that wait for staff, with what they need to know, by saga and subject.
ALTER TABLE orders ADD COLUMN parked jsonb NOT NULL DEFAULT '{}';

UPDATE orders o SET parked = (
  SELECT coalesce(jsonb_object_agg(w.key, jsonb_build_object('saga', w.saga, 'id', w.id, 'heading', w.heading,
    'step', 'unknown', 'attempts', 30, 'error', coalesce(o.parked_reason, ''), 'since', o.parked_at,
    'amounts', '{}'::jsonb, 'references', '{}'::jsonb)), '{}')
  FROM (
    SELECT 'placement' AS key, 'placement' AS saga, o.id,
      CASE o.direction WHEN 'PLACING' THEN 'FORWARD' ELSE 'UNDOING' END AS heading
    WHERE o.direction <> 'SETTLED'
    UNION ALL
    SELECT 'refund:' || r.id, 'refund', r.id, 'FORWARD' FROM refunds r
    WHERE r.buyer_id = o.buyer_id AND r.order_id = o.id AND r.status = 'PENDING'
    UNION ALL
    SELECT 'fulfilment:' || f.id, 'fulfilment', f.id, 'FORWARD' FROM fulfilments f
    WHERE f.buyer_id = o.buyer_id AND f.order_id = o.id AND f.status = 'PENDING'
  ) AS w
) WHERE parked_at IS NOT NULL;
UPDATE orders SET parked_at = NULL WHERE parked = '{}';
ALTER TABLE orders
  DROP COLUMN parked_reason,
  ADD CHECK ((parked_at IS NULL) = (parked = '{}'));

-- An order may be edited before it is shipped. What it consists of and costs now is in orders and order_lines; what it was
-- before is kept, a revision at a time.
ALTER TABLE orders
  -- EDITING: an edit is under way, and nothing else may begin.
  DROP CONSTRAINT orders_direction_check,
  ADD CONSTRAINT orders_direction_check CHECK (direction IN ('PLACING', 'UNDOING', 'EDITING', 'SETTLED')),
  ADD COLUMN revision integer NOT NULL DEFAULT 1,
  -- Null for orders of before: they keep their shipping method, and have to name one to be edited.
  ADD COLUMN shipping_method_id text;
-- With which revision a line was taken out; null while it is a part of the order. It is kept: refunds refer to it.
ALTER TABLE order_lines ADD COLUMN removed_in integer;

CREATE TABLE order_edits (
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Where the saga goes, and how it ended. What is APPLIED is never undone.
  direction text NOT NULL DEFAULT 'FORWARD' CHECK (direction IN ('FORWARD', 'UNDOING', 'SETTLED')),
  outcome text CHECK (outcome IN ('APPLIED', 'REFUSED')),
  undo_reason jsonb,
  -- What the order is to consist of and to cost.
  terms jsonb NOT NULL,
  -- What it holds in stock before and after: [{ sku, quantity }].
  stock_before jsonb NOT NULL,
  stock_after jsonb NOT NULL,
  -- The difference in money: one of them is 0. What is due is paid by a supplement that has the edit's id.
  due bigint NOT NULL CHECK (due >= 0),
  back bigint NOT NULL CHECK (back >= 0),
  payment_provider text,
  payment_method text,
  -- What the shopper has, or had, to confirm: { clientSecret, redirectUrl }.
  payment_action jsonb,
  actor jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (buyer_id, order_id, id),
  FOREIGN KEY (buyer_id, order_id) REFERENCES orders,
  CHECK (due = 0 OR back = 0),
  CHECK (due = 0 OR payment_method IS NOT NULL),
  CHECK (direction <> 'UNDOING' OR (undo_reason IS NOT NULL AND outcome IS NULL)),
  CHECK (direction <> 'SETTLED' OR outcome IS NOT NULL)
);
CREATE UNIQUE INDEX order_edits_one_at_a_time ON order_edits (buyer_id, order_id) WHERE direction <> 'SETTLED';

-- Every revision of an order that was edited, the first of which is what it was placed with. Append-only, as the timeline.
CREATE TABLE order_revisions (
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  revision integer NOT NULL,
  -- Null for the first.
  edit_id uuid,
  terms jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (buyer_id, order_id, revision),
  FOREIGN KEY (buyer_id, order_id) REFERENCES orders,
  FOREIGN KEY (buyer_id, order_id, edit_id) REFERENCES order_edits,
  CHECK ((revision = 1) = (edit_id IS NULL))
);
CREATE TRIGGER order_revisions_is_append_only
  BEFORE UPDATE OR DELETE ON order_revisions
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();

ALTER TABLE refunds
  -- Set for what an edit gives back: the order costs less since, so it does not count as given back of what it costs.
  ADD COLUMN edit_id uuid,
  ADD FOREIGN KEY (buyer_id, order_id, edit_id) REFERENCES order_edits,
  -- Of which payments: [{ supplementId, amount }]. Null: all of it of the order's own.
  ADD COLUMN parts jsonb;
