-- By what a guest's order was claimed: its id alone, or also the id of the cart that it was ordered from, which none but
-- the shopper's own device knows. Null: it was placed signed in, or nobody has claimed it. customer_id links it.
ALTER TABLE orders
  ADD COLUMN claimed_by text CHECK (claimed_by IN ('ORDER_ID', 'CART')),
  ADD CHECK (claimed_by IS NULL OR customer_id IS NOT NULL);

-- Which promotion took off what, and which rule made which tax, as it was when the order was placed. Until carts told so
-- the order had none of it.
ALTER TABLE orders
  ADD COLUMN tax_included boolean NOT NULL DEFAULT false,
  ADD COLUMN shipping_discounts jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN shipping_taxes jsonb NOT NULL DEFAULT '[]';
ALTER TABLE order_lines
  ADD COLUMN discounts jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN taxes jsonb NOT NULL DEFAULT '[]';

-- What the lists of customers and staff are narrowed by.
CREATE INDEX orders_newest_by_payment ON orders (payment_status, placed_at DESC, id DESC);
CREATE INDEX orders_newest_by_email ON orders (email, placed_at DESC, id DESC) WHERE email IS NOT NULL;
CREATE INDEX orders_by_total ON orders (currency, total);
CREATE INDEX order_lines_by_sku ON order_lines (sku, buyer_id, order_id);
CREATE INDEX order_lines_by_variant ON order_lines (variant_id, buyer_id, order_id);
