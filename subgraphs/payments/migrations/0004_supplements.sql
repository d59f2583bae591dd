-- An order has its own payment, and one more for each supplement: the difference that an edit of the order adds. Null
-- stands for the order's own, of which there is one, too.
ALTER TABLE payments ADD COLUMN supplement_id text;
ALTER TABLE payments DROP CONSTRAINT payments_order_id_key;
ALTER TABLE payments ADD CONSTRAINT payments_one_for_each_purpose UNIQUE NULLS NOT DISTINCT (order_id, supplement_id);
