CREATE TABLE promotions (
  id uuid PRIMARY KEY,
  -- As staff wrote it.
  code text NOT NULL,
  -- What makes two codes the same: without case and surrounding spaces.
  code_key text NOT NULL CONSTRAINT promotions_code UNIQUE,
  kind text NOT NULL,
  basis_points integer,
  amount bigint,
  minimum_subtotal bigint,
  -- Of amount and minimum_subtotal.
  currency char(3) NOT NULL,
  usage_limit integer,
  usage_limit_per_customer integer,
  usage_count integer NOT NULL DEFAULT 0,
  starts_at timestamptz,
  ends_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT promotions_benefit CHECK (
    CASE kind
      WHEN 'PERCENTAGE' THEN basis_points BETWEEN 1 AND 10000 AND amount IS NULL
      WHEN 'FIXED_AMOUNT' THEN amount > 0 AND basis_points IS NULL
      WHEN 'FREE_SHIPPING' THEN amount IS NULL AND basis_points IS NULL
      ELSE false
    END
  ),
  -- The last word on the limit: a redemption counts up and is undone as a whole when this does not hold.
  CONSTRAINT promotions_within_limit CHECK (usage_count >= 0 AND usage_count <= usage_limit)
);

CREATE INDEX promotions_newest ON promotions (created_at DESC, id DESC);

-- How often one customer used a promotion. The limit is the promotion's, which never changes, so that the rule can
-- stand here as a constraint.
CREATE TABLE promotion_uses (
  promotion_id uuid NOT NULL REFERENCES promotions (id),
  -- user:<id>, email:<SHA-256 of a guest's lower-case address> or buyer:<id>.
  customer_key text NOT NULL,
  usage_limit integer,
  usage_count integer NOT NULL,
  PRIMARY KEY (promotion_id, customer_key),
  CONSTRAINT promotion_uses_within_limit CHECK (usage_count >= 0 AND usage_count <= usage_limit)
);

-- What came of redeeming an order's codes: the first answer, given to every repeat. RESTORED is also the tombstone that
-- keeps a late redemption from counting.
CREATE TABLE redemptions (
  order_id text PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('REDEEMED', 'REFUSED', 'RESTORED')),
  promotion_ids uuid[] NOT NULL DEFAULT '{}',
  customer_key text,
  refused_code text,
  refused_reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
