ALTER TABLE orders VALIDATE CONSTRAINT orders_claimed_by_check;
