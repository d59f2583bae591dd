-- A cart's prices are those of one market of the catalogue, or the shop's own list prices where there is none.
ALTER TABLE carts
  ADD COLUMN market text,
  ADD COLUMN prices_include_tax boolean NOT NULL DEFAULT false,
  -- As in lines; not priced with the cart and not ordered.
  ADD COLUMN saved_lines jsonb NOT NULL DEFAULT '[]';

-- While an order of a guest's cart may be under way, a login does not merge it: its lines would be ordered twice.
ALTER TABLE carts
  -- How often a guest's cart was quoted for an order of the present checkout, and when last: each quote becomes one order
  -- within seconds, or none.
  ADD COLUMN quotes integer NOT NULL DEFAULT 0,
  ADD COLUMN quoted_at timestamptz,
  -- The customer who takes it over as soon as no order of it is under way, and when to look next whether that is so.
  ADD COLUMN adopter_id uuid,
  ADD COLUMN adoption_due_at timestamptz,
  ADD CONSTRAINT carts_only_guests_wait CHECK (adopter_id IS NULL OR customer_id IS NULL);

CREATE INDEX carts_adoptions_due ON carts (adoption_due_at) WHERE adopter_id IS NOT NULL;
