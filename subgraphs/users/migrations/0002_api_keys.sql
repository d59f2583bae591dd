-- Keys by which partners' programs act. A key's public id carries its owner's, so it is found on the owner's shard.

create table api_keys (
  owner_id uuid not null references users (id) on delete cascade,
  id uuid not null,
  name text not null,
  -- SHA-256 of the secret. The secret itself is nowhere.
  secret_hash bytea not null,
  scopes text[] not null,
  trusted_documents_only boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  -- Right to a minute: a busy key must not cost a write with each request.
  last_used_at timestamptz,
  primary key (owner_id, id)
);
