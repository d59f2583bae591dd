-- The promotions that the order used before: [{ promotionId, code }]. What its terms do not have any more is given back.
ALTER TABLE order_edits ADD COLUMN redemptions_before jsonb NOT NULL DEFAULT '[]';
