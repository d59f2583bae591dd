-- SKUs of which pieces lie free that orders wait for: a line too long for one transaction is served by several. A row is
-- written with the part that was served, and goes with the last of it. Changed only under the lock of the SKU.
CREATE TABLE unserved_skus (
  sku text PRIMARY KEY REFERENCES stock_items,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
