-- Since when somebody has shown that the address of their account is theirs; null: not yet.
alter table users add column email_verified_at timestamptz;

-- The one verification that a user has asked for last. The token itself is nowhere; it is spent by deleting the row.
create table email_verifications (
  user_id uuid primary key references users (id) on delete cascade,
  email text not null,
  -- SHA-256 of the token.
  token_hash bytea not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null
);
create index email_verifications_expires_at on email_verifications (expires_at);
