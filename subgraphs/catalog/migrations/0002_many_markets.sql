-- What a category defines and how it is called elsewhere are read with it, so they lie in its row.
alter table categories
  add column attributes jsonb not null default '[]',
  add column translations jsonb not null default '{}',
  add column version integer not null default 1;

-- What products that were there before have of what a document holds now.
update products set document = document
  || '{"attributes": {}, "translations": {}, "moderation": {"state": "NOT_REQUIRED", "reason": null}}'
  || jsonb_build_object('variants', (
    select jsonb_agg('{"prices": []}' || variant order by place)
    from jsonb_array_elements(document -> 'variants') with ordinality as known (variant, place)
  ));

alter table products add column moderation text not null default 'NOT_REQUIRED'
  check (moderation in ('NOT_REQUIRED', 'PENDING', 'APPROVED', 'REJECTED'));
alter table products alter column moderation drop default;
-- What waits for a moderator, and what was deleted, are few among many.
create index products_pending on products (created_at desc, id desc) where moderation = 'PENDING' and deleted_at is null;
create index products_deleted on products (created_at desc, id desc) where deleted_at is not null;

-- Who changed what of a product: the product as it is, less these from the latest down, is what it was. No foreign key,
-- as products are never removed, and an import writes one row for each product.
create table product_revisions (
  product_id uuid not null,
  version integer not null,
  kind text not null,
  changed_at timestamptz not null,
  by_id text,
  by_role text not null,
  changes jsonb not null,
  primary key (product_id, version)
);

create table markets (
  id uuid primary key,
  code text collate "C" not null,
  version integer not null,
  document jsonb not null,
  constraint markets_code_key unique (code)
);
