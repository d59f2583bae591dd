-- Where stock lies. The demo store and every import use the default one; staff may add others.
CREATE TABLE warehouses (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  country_code char(2) NOT NULL,
  priority integer NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX warehouses_one_default ON warehouses (is_default) WHERE is_default;

INSERT INTO warehouses (id, code, name, country_code, priority, is_default)
VALUES (gen_random_uuid(), 'MAIN', 'Main warehouse', 'US', 0, true);

-- One row for each SKU ever stocked: what writers of its stock lock, and the version of its events.
CREATE TABLE stock_items (
  sku text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);

-- on_hand is null where the SKU is sold without limit; what is reserved is counted there too.
CREATE TABLE stock_levels (
  sku text NOT NULL REFERENCES stock_items,
  warehouse_id uuid NOT NULL REFERENCES warehouses,
  on_hand bigint,
  reserved bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (sku, warehouse_id),
  CONSTRAINT stock_never_below_zero CHECK (on_hand >= 0),
  CONSTRAINT reserved_never_below_zero CHECK (reserved >= 0),
  CONSTRAINT reserved_never_above_on_hand CHECK (on_hand >= reserved)
);

-- RELEASED without lines is a tombstone: the order was given up before it could reserve.
CREATE TABLE reservations (
  order_id text PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('RESERVED', 'COMMITTED', 'RELEASED', 'EXPIRED')),
  expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT reserved_until_some_time CHECK (state <> 'RESERVED' OR expires_at IS NOT NULL)
);
CREATE INDEX reservations_to_expire ON reservations (expires_at) WHERE state = 'RESERVED';

-- What an order holds of a level: quantity - fulfilled - released. Returned units were fulfilled before.
CREATE TABLE reservation_lines (
  order_id text NOT NULL REFERENCES reservations,
  sku text NOT NULL,
  warehouse_id uuid NOT NULL,
  quantity bigint NOT NULL CHECK (quantity > 0),
  fulfilled bigint NOT NULL DEFAULT 0 CHECK (fulfilled >= 0),
  released bigint NOT NULL DEFAULT 0 CHECK (released >= 0),
  returned bigint NOT NULL DEFAULT 0 CHECK (returned >= 0),
  PRIMARY KEY (order_id, sku, warehouse_id),
  FOREIGN KEY (sku, warehouse_id) REFERENCES stock_levels,
  CONSTRAINT nothing_moved_twice CHECK (fulfilled + released <= quantity AND returned <= fulfilled)
);

-- Fulfilments and restocks that took effect, so that a repeat does not.
CREATE TABLE stock_movements (
  id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('FULFILMENT', 'RESTOCK')),
  order_id text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (kind, id)
);

-- Every change of stock begins here: locks the SKUs, always in the same order so that two writers never wait for each
-- other in a circle, and only then reads their levels. In one plain statement the levels would be read as they were
-- before the wait for the lock; each statement of a volatile function sees what was committed meanwhile.
CREATE FUNCTION lock_stock(wanted text[])
RETURNS TABLE (
  sku text,
  version bigint,
  warehouse_id uuid,
  priority integer,
  country_code text,
  on_hand bigint,
  reserved bigint
)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
BEGIN
  PERFORM FROM stock_items WHERE sku = ANY (wanted) ORDER BY sku FOR UPDATE;
  RETURN QUERY
    SELECT item.sku, item.version, level.warehouse_id, warehouse.priority, warehouse.country_code::text,
           level.on_hand, level.reserved
    FROM stock_items AS item
    JOIN stock_levels AS level ON level.sku = item.sku
    JOIN warehouses AS warehouse ON warehouse.id = level.warehouse_id
    WHERE item.sku = ANY (wanted)
    ORDER BY item.sku, level.warehouse_id;
END
$$;
