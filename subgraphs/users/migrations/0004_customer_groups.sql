-- Set by staff; prices and promotions may be for some of them. They travel in access tokens, so they are few and short.
alter table users add column customer_groups text[] not null default '{}';
