-- What staff did by hand in place of a step that could not be done, by the key of the saga that waited for them:
-- { outcome, outside: [{ supplementId, amount }] }. "outside" is money that was given back and that payments do not know of.
ALTER TABLE orders ADD COLUMN by_hand jsonb NOT NULL DEFAULT '{}';
