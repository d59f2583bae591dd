-- Promotions of more kinds, with or without a code. What a kind is described by lies in `benefit`, which is read and
-- written as a whole; what lists filter by and limits stand on has columns.
ALTER TABLE promotions
  ALTER COLUMN code DROP NOT NULL,
  ALTER COLUMN code_key DROP NOT NULL,
  ADD COLUMN name text,
  ADD COLUMN benefit jsonb,
  -- { variantIds, productIds, categoryIds, brandIds }; all empty: everything (scope) or nothing (exclusions).
  ADD COLUMN scope jsonb NOT NULL DEFAULT '{"variantIds":[],"productIds":[],"categoryIds":[],"brandIds":[]}',
  ADD COLUMN exclusions jsonb NOT NULL DEFAULT '{"variantIds":[],"productIds":[],"categoryIds":[],"brandIds":[]}',
  ADD COLUMN excludes_sale_items boolean NOT NULL DEFAULT false,
  -- [{ amount, currency }], one for each currency.
  ADD COLUMN minimum_subtotals jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN minimum_quantity integer,
  ADD COLUMN customer_groups text[] NOT NULL DEFAULT '{}',
  ADD COLUMN is_for_first_order boolean NOT NULL DEFAULT false,
  ADD COLUMN stacking text NOT NULL DEFAULT 'STACKABLE'
    CHECK (stacking IN ('STACKABLE', 'EXCLUSIVE_IN_CLASS', 'EXCLUSIVE')),
  ADD COLUMN priority integer NOT NULL DEFAULT 0,
  ADD COLUMN limit_per_order integer,
  ADD COLUMN is_paused boolean NOT NULL DEFAULT false,
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

UPDATE promotions SET
  name = code,
  benefit = CASE kind
    WHEN 'PERCENTAGE' THEN jsonb_build_object('kind', kind, 'basisPoints', basis_points)
    WHEN 'FIXED_AMOUNT' THEN jsonb_build_object('kind', kind, 'per', 'ORDER',
      'amounts', jsonb_build_array(jsonb_build_object('amount', amount, 'currency', currency)))
    ELSE jsonb_build_object('kind', kind)
  END,
  minimum_subtotals = CASE WHEN minimum_subtotal IS NULL THEN '[]'
    ELSE jsonb_build_array(jsonb_build_object('amount', minimum_subtotal, 'currency', currency)) END;

ALTER TABLE promotions
  DROP CONSTRAINT promotions_benefit,
  DROP COLUMN basis_points,
  DROP COLUMN amount,
  DROP COLUMN minimum_subtotal,
  DROP COLUMN currency,
  ALTER COLUMN name SET NOT NULL,
  ALTER COLUMN benefit SET NOT NULL,
  ADD CONSTRAINT promotions_code_and_key CHECK ((code IS NULL) = (code_key IS NULL)),
  -- What is missing makes it null, which is not true.
  ADD CONSTRAINT promotions_benefit CHECK ((
    benefit ->> 'kind' = kind AND CASE kind
      WHEN 'PERCENTAGE' THEN (benefit ->> 'basisPoints')::integer BETWEEN 1 AND 10000
      WHEN 'FIXED_AMOUNT' THEN jsonb_array_length(benefit -> 'amounts') > 0 AND benefit ->> 'per' IN ('ORDER', 'ITEM')
      WHEN 'BUY_X_GET_Y' THEN (benefit ->> 'buyQuantity')::integer > 0 AND (benefit ->> 'getQuantity')::integer > 0
        AND (benefit ->> 'basisPoints')::integer BETWEEN 1 AND 10000
      WHEN 'TIERED' THEN jsonb_array_length(benefit -> 'tiers') > 0
      WHEN 'FREE_SHIPPING' THEN true
      ELSE false
    END
  ) IS TRUE);

-- What every price is computed with: read whole, often.
CREATE INDEX promotions_automatic ON promotions (id) WHERE code IS NULL AND NOT is_paused;

-- Changes of an order's promotions after it was placed, each made once: what came of it is given to every repeat.
CREATE TABLE redemption_changes (
  order_id text NOT NULL,
  change_id text NOT NULL,
  refused_code text,
  refused_reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (order_id, change_id)
);
