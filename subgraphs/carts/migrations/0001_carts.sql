-- A cart is read, priced and written as a whole, so its lines lie in its row: one statement changes a cart, and the
-- version in the same row tells whether it is still the one that was read.
CREATE TABLE carts (
  -- A guest's is 128 random bits, a capability.
  id uuid PRIMARY KEY,
  buyer_id uuid NOT NULL,
  -- One cart per customer.
  customer_id uuid UNIQUE,
  currency char(3) NOT NULL,
  version integer NOT NULL DEFAULT 1,
  -- The how-many-th checkout the next order will be.
  checkout integer NOT NULL DEFAULT 1,
  -- The version that the last order left behind.
  ordered_version integer,
  -- [{ id, variantId, quantity, absorbed? }], one per variant.
  lines jsonb NOT NULL DEFAULT '[]',
  -- In the order in which the codes were entered.
  promotion_ids uuid[] NOT NULL DEFAULT '{}',
  -- Set on a guest's cart that a customer took over at login.
  merged_into uuid REFERENCES carts (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT carts_customer_buys CHECK (customer_id IS NULL OR customer_id = buyer_id),
  CONSTRAINT carts_customer_keeps CHECK (customer_id IS NULL OR merged_into IS NULL)
);
