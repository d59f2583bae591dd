-- The customer groups that the buyer was in when the order was placed, by code: what an edit adds costs what it costs them.
-- Null for orders of before, and for those that a process of the version before places meanwhile.
ALTER TABLE orders ADD COLUMN customer_groups text[];
