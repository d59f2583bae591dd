-- Imports find products again that were deleted since, too: the unique index knows only the others.
create index products_by_origin on products (origin_key) where origin_key is not null;
