-- Products are documents: a row holds one whole, and beside it only what finds, sorts and guards it.

create table categories (
  id uuid primary key,
  slug text collate "C" not null,
  name text not null,
  parent_id uuid references categories (id),
  constraint categories_slug_key unique (slug)
);
create index categories_parent_id on categories (parent_id);

-- A name is taken whatever its capitals: name_key is what two spellings of one name have in common.
create table brands (
  id uuid primary key,
  name text not null,
  name_key text collate "C" not null,
  constraint brands_name_key unique (name_key)
);

create table sellers (
  id uuid primary key,
  name text not null,
  name_key text collate "C" not null,
  constraint sellers_name_key unique (name_key)
);

create table products (
  id uuid primary key,
  slug text collate "C" not null,
  title_key text collate "C" not null,
  status text not null check (status in ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
  category_id uuid references categories (id),
  brand_id uuid references brands (id),
  price_min bigint not null,
  price_max bigint not null,
  version integer not null,
  -- Where the product came from, if not by hand: how an import finds it again.
  origin_key text collate "C",
  created_at timestamptz not null,
  -- A deleted product keeps its document, for the orders and carts that name its variants.
  deleted_at timestamptz,
  document jsonb not null
);
create unique index products_slug_key on products (slug) where deleted_at is null;
create unique index products_origin_key on products (origin_key) where deleted_at is null;

-- One for each order of the shoppers' list; staff, who see all, are few.
create index products_newest on products (created_at desc, id desc) where status = 'PUBLISHED' and deleted_at is null;
create index products_by_price on products (price_min, id) where status = 'PUBLISHED' and deleted_at is null;
create index products_by_title on products (title_key, id) where status = 'PUBLISHED' and deleted_at is null;
create index products_of_category on products (category_id) where deleted_at is null;
create index products_of_brand on products (brand_id) where deleted_at is null;

-- Which product a variant is in, and that no two variants share a SKU. Retired variants keep theirs; those of a deleted
-- product give theirs back.
create table variants (
  id uuid primary key,
  product_id uuid not null references products (id),
  sku text collate "C" not null,
  released boolean not null default false
);
create unique index variants_sku_key on variants (sku) where not released;
create index variants_of_product on variants (product_id);

-- What an import last said of a SKU's stock. It sets the stock again only when the file says something else, so that
-- importing a file twice does not bring back what was sold in between. Null: without limit.
create table imported_stock (
  sku text collate "C" primary key,
  on_hand integer
);
