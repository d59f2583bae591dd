-- Accounts, their address books and their sessions.
--
-- Every key holds the user's id, so that all rows of one user can live on one shard. What is looked up before the user
-- is known (an e-mail address, failed sign-ins) has a table keyed by just that, without foreign keys across shards.

create table users (
  id uuid primary key,
  email text not null,
  display_name text not null,
  roles text[] not null,
  default_address_id uuid,
  created_at timestamptz not null
);

-- What makes an e-mail address unique: registering claims its row first.
create table email_addresses (
  address text primary key,
  user_id uuid not null
);

-- Apart from users, so that reading a user can never bring the hash along.
create table credentials (
  user_id uuid primary key references users (id) on delete cascade,
  password_hash text not null,
  changed_at timestamptz not null
);

create table addresses (
  user_id uuid not null references users (id) on delete cascade,
  id uuid not null,
  full_name text not null,
  line1 text not null,
  line2 text,
  city text not null,
  region text,
  postal_code text not null,
  country_code char(2) not null,
  phone text,
  created_at timestamptz not null,
  primary key (user_id, id)
);

-- A pointer and not a flag per address: a user has one default or none, whatever runs in parallel.
alter table users
  add foreign key (id, default_address_id) references addresses (user_id, id) on delete set null (default_address_id);

-- A session is a family of refresh tokens, each of which replaced the one before it.
create table sessions (
  user_id uuid not null references users (id) on delete cascade,
  id uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('LOGGED_OUT', 'TOKEN_REUSED', 'PASSWORD_CHANGED')),
  primary key (user_id, id),
  check ((ended_at is null) = (end_reason is null))
);
create index sessions_created_at on sessions (created_at);

-- Spent tokens are kept for as long as their session: a second use of one is how a theft shows.
create table refresh_tokens (
  user_id uuid not null,
  token_hash bytea not null,
  session_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (user_id, token_hash),
  foreign key (user_id, session_id) references sessions (user_id, id) on delete cascade
);
create index refresh_tokens_session on refresh_tokens (user_id, session_id);

-- Keyed by a digest of the address that was tried, whether or not there is an account for it. As many failures as the
-- policy allows make it a lock, which ends when the row expires.
create table sign_in_failures (
  address_digest bytea primary key,
  failures integer not null,
  expires_at timestamptz not null
);
create index sign_in_failures_expires_at on sign_in_failures (expires_at);

-- Pairs that sign access tokens. The private half is sealed; a key is published before it signs and until the last
-- token that it signed has expired.
create table signing_keys (
  id text primary key,
  public_key jsonb not null,
  sealed_private_key bytea not null,
  signs_from timestamptz not null,
  published_until timestamptz
);
