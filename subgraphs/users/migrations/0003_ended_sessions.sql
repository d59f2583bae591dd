-- Which sessions have ended lately: access tokens that were issued for them are good for a while yet, and are refused.
create index sessions_ended_at on sessions (ended_at) where ended_at is not null;
