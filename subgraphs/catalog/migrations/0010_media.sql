-- Uploaded files: a row holds one as a document, and beside it only what finds and guards it. The files themselves are
-- in the store of objects; a product's document has what shoppers see of them.

create table media (
  id uuid primary key,
  version integer not null,
  -- When the worker has to see to it next; also the end of a lease, while a worker is at it.
  due_at timestamptz,
  document jsonb not null
);
create index media_due on media (due_at) where due_at is not null;
