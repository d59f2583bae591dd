-- Every primary, unique and foreign key of an order's tables contains buyer_id, by which they are sharded together.
-- Ids that other subgraphs make (variants, products, cart lines) are opaque here, hence text.

CREATE TABLE orders (
  buyer_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  -- The signed-in customer, null for a guest. Not a part of any key: claiming a guest's order sets it and moves no row.
  customer_id uuid,
  cart_id uuid NOT NULL,
  checkout integer NOT NULL,
  -- Whether this order is what becomes (or became) of its cart's checkout; given up when the placement is undone.
  holds_cart boolean NOT NULL DEFAULT true,

  status text NOT NULL CHECK (status IN
    ('PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'REJECTED', 'CANCELLED', 'RETURNED')),
  payment_status text NOT NULL CHECK (payment_status IN
    ('PENDING', 'REQUIRES_ACTION', 'AUTHORIZED', 'CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'VOIDED')),
  -- The sequence of the last entry in the timeline; the version that changes of the status are compared by.
  sequence integer NOT NULL DEFAULT 1,
  -- Where the saga goes. Once UNDOING never PLACING again.
  direction text NOT NULL DEFAULT 'PLACING' CHECK (direction IN ('PLACING', 'UNDOING', 'SETTLED')),
  -- Why it is, or was, undone.
  undo_reason jsonb,
  -- What the shopper has, or had, to confirm: { clientSecret, redirectUrl }.
  payment_action jsonb,

  currency char(3) NOT NULL,
  subtotal bigint NOT NULL,
  discount bigint NOT NULL,
  shipping bigint NOT NULL,
  tax bigint NOT NULL,
  total bigint NOT NULL CHECK (total >= 0),
  refunded bigint NOT NULL DEFAULT 0,

  email text,
  shipping_address jsonb NOT NULL,
  shipping_method text NOT NULL,
  payment_provider text NOT NULL,
  payment_method text NOT NULL,
  -- [{ promotionId, code }]
  redemptions jsonb NOT NULL,
  placed_at timestamptz NOT NULL,
  -- Set while something that could not be carried out waits for staff.
  parked_at timestamptz,
  parked_reason text,

  PRIMARY KEY (buyer_id, id),
  CHECK (refunded BETWEEN 0 AND total),
  CHECK (direction <> 'UNDOING' OR undo_reason IS NOT NULL)
);

-- One live order per checkout of a cart.
CREATE UNIQUE INDEX orders_one_per_checkout ON orders (buyer_id, cart_id, checkout) WHERE holds_cart;
CREATE INDEX orders_of_customer ON orders (customer_id, placed_at DESC, id DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX orders_newest ON orders (placed_at DESC, id DESC);
CREATE INDEX orders_newest_by_status ON orders (status, placed_at DESC, id DESC);
CREATE INDEX orders_parked ON orders (placed_at DESC, id DESC) WHERE parked_at IS NOT NULL;

-- Finds an order by its number. A table of its own, keyed by the number: unique over all buyers without a sequence.
CREATE TABLE order_numbers (
  number text PRIMARY KEY,
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL
);

CREATE TABLE order_lines (
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  id uuid NOT NULL,
  position integer NOT NULL,
  cart_line_id text NOT NULL,
  variant_id text NOT NULL,
  product_id text NOT NULL,
  sku text NOT NULL,
  title text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price bigint NOT NULL,
  discount bigint NOT NULL,
  total bigint NOT NULL,
  tax bigint NOT NULL,
  PRIMARY KEY (buyer_id, order_id, id),
  FOREIGN KEY (buyer_id, order_id) REFERENCES orders
);

-- The truth of an order: every change of its status, in order.
CREATE TABLE order_timeline (
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  sequence integer NOT NULL,
  status text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (buyer_id, order_id, sequence),
  FOREIGN KEY (buyer_id, order_id) REFERENCES orders
);

CREATE TABLE fulfilments (
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  id uuid NOT NULL,
  status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'SHIPPED', 'DELIVERED')),
  carrier text,
  tracking_number text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (buyer_id, order_id, id),
  FOREIGN KEY (buyer_id, order_id) REFERENCES orders
);

CREATE TABLE fulfilment_lines (
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  fulfilment_id uuid NOT NULL,
  line_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (buyer_id, order_id, fulfilment_id, line_id),
  FOREIGN KEY (buyer_id, order_id, fulfilment_id) REFERENCES fulfilments,
  FOREIGN KEY (buyer_id, order_id, line_id) REFERENCES order_lines
);

CREATE TABLE refunds (
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  id uuid NOT NULL,
  -- A PENDING refund counts as given back already, so that two can never exceed the payment together.
  status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'COMPLETED', 'DECLINED')),
  amount bigint NOT NULL CHECK (amount >= 0),
  reason text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (buyer_id, order_id, id),
  FOREIGN KEY (buyer_id, order_id) REFERENCES orders
);

CREATE TABLE refund_lines (
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  refund_id uuid NOT NULL,
  line_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  -- Of these pieces: not sent and not to be sent any more; sent and come back. Both go back into stock.
  withdrawn integer NOT NULL DEFAULT 0 CHECK (withdrawn >= 0),
  returned integer NOT NULL DEFAULT 0 CHECK (returned >= 0),
  PRIMARY KEY (buyer_id, order_id, refund_id, line_id),
  FOREIGN KEY (buyer_id, order_id, refund_id) REFERENCES refunds,
  FOREIGN KEY (buyer_id, order_id, line_id) REFERENCES order_lines,
  CHECK (withdrawn + returned <= quantity)
);
