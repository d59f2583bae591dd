-- Carts that nobody comes back to are found by walking the table by its id, a page at a time: an index on updated_at
-- would have to be written with each change of a cart.
ALTER TABLE carts
  -- Where a guest can be reached, as they said at the checkout; gone with the cart.
  ADD COLUMN email text,
  -- The version of which it was told that the cart is abandoned.
  ADD COLUMN abandoned_version integer;

-- A guest's row that is deleted must not be looked for in every row.
CREATE INDEX carts_merged ON carts (merged_into) WHERE merged_into IS NOT NULL;
