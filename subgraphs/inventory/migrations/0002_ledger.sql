-- What orders asked for and was done: so that a repeat does nothing. It was called stock_movements, a name for the ledger.
ALTER TABLE stock_movements RENAME TO stock_requests;
ALTER TABLE stock_requests DROP CONSTRAINT stock_movements_kind_check;
ALTER TABLE stock_requests ADD CONSTRAINT stock_requests_kind_check CHECK (kind IN ('FULFILMENT', 'RESTOCK', 'CHANGE'));
-- A fulfilment that was refused once stays so: whoever asked took its parcel back, and must not find it sent later.
ALTER TABLE stock_requests ADD COLUMN refused boolean NOT NULL DEFAULT false;

-- Every change of a level is a row here, written by the statement that changes the level. So on_hand and reserved of a
-- level are the sums over its rows. A level without limit has nothing on hand to count: its rows sum up to 0.
CREATE TABLE stock_ledger (
  sku text NOT NULL,
  -- Rows of a SKU are written under its lock, so their ids have the order of what they tell.
  id bigint GENERATED ALWAYS AS IDENTITY,
  warehouse_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('OPENING', 'COUNT', 'IMPORT', 'RECEIPT', 'ADJUSTMENT', 'TRANSFER_OUT', 'TRANSFER_IN',
    'RESERVATION', 'RELEASE', 'FULFILMENT', 'RETURN')),
  -- In units to add.
  on_hand bigint NOT NULL,
  reserved bigint NOT NULL,
  -- Whose pieces they are.
  order_id text,
  -- What it was done for: the id of a fulfilment, a restock, a change of a reservation, a transfer.
  reference text,
  -- Of an adjustment: why; and what staff said of it.
  reason text,
  note text,
  -- Who of the staff did it; null: the platform, for an order.
  actor text,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (sku, id)
);

INSERT INTO stock_ledger (sku, warehouse_id, kind, on_hand, reserved)
SELECT sku, warehouse_id, 'OPENING', coalesce(on_hand, 0), reserved FROM stock_levels;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are never changed or deleted', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER stock_ledger_is_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_ledger
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Stock on its way from one warehouse to another: it left the one, and is on hand in the other once it was received.
CREATE TABLE stock_transfers (
  id uuid PRIMARY KEY,
  from_warehouse_id uuid NOT NULL REFERENCES warehouses,
  to_warehouse_id uuid NOT NULL REFERENCES warehouses,
  status text NOT NULL DEFAULT 'IN_TRANSIT' CHECK (status IN ('IN_TRANSIT', 'RECEIVED')),
  note text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  received_at timestamptz,
  CHECK (from_warehouse_id <> to_warehouse_id)
);
CREATE INDEX stock_transfers_under_way ON stock_transfers (id) WHERE status = 'IN_TRANSIT';

-- quantity - received - missing is on its way. Missing: it was said that they will not come any more.
CREATE TABLE stock_transfer_lines (
  transfer_id uuid NOT NULL REFERENCES stock_transfers,
  sku text NOT NULL,
  quantity bigint NOT NULL CHECK (quantity > 0),
  received bigint NOT NULL DEFAULT 0 CHECK (received >= 0),
  missing bigint NOT NULL DEFAULT 0 CHECK (missing >= 0),
  PRIMARY KEY (transfer_id, sku),
  CONSTRAINT no_more_arrives_than_left CHECK (received + missing <= quantity)
);
CREATE INDEX stock_transfer_lines_under_way ON stock_transfer_lines (sku) WHERE quantity > received + missing;
