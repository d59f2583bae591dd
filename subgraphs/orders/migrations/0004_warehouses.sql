-- The warehouse that a parcel is sent from, where staff named one; inventory's id, opaque here.
ALTER TABLE fulfilments ADD COLUMN warehouse_id text;
