-- Where Redis is configured, a guest's cart is changed there until something happens that needs the row (an order, a
-- login, Redis being away). From then on the row is the cart, for good.
ALTER TABLE carts
  -- The cart is in Redis, and this row a little behind it. Every write of a shopper's ends that.
  ADD COLUMN follows_redis boolean NOT NULL DEFAULT false,
  -- The newest version in Redis that this row has taken in. A cart is made with the same content in both, if in both.
  ADD COLUMN redis_version integer NOT NULL DEFAULT 1,
  ADD CONSTRAINT carts_only_guests_follow CHECK (NOT follows_redis OR customer_id IS NULL);

-- What all replicas know of Redis, in one row.
CREATE TABLE redis_epoch (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  -- What Redis has of an older epoch is to be compared with the row before it counts.
  epoch integer NOT NULL DEFAULT 1,
  -- Until then some replica may write carts without telling Redis, so nobody goes by what is there.
  away_until timestamptz NOT NULL DEFAULT 'epoch'
);

INSERT INTO redis_epoch DEFAULT VALUES;
