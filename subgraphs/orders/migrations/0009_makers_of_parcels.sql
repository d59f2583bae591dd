-- Who had the parcel sent: { kind, userId, role }, as in the timeline. It is told there once the parcel is on its way.
ALTER TABLE fulfilments ADD COLUMN actor jsonb NOT NULL DEFAULT '{"kind": "SYSTEM"}';
