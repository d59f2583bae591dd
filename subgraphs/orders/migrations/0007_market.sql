-- The market whose prices the order was placed at, by its code in the catalogue: what an edit adds costs what it costs there.
-- Null: the shop's own list prices, which all orders of before have.
ALTER TABLE orders ADD COLUMN market text;
