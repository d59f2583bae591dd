-- The last version of each subject that a group has handled, for groups that go by versions. Moved in the effect's own
-- transaction, so that nothing older takes effect after it.
CREATE TABLE handled_versions (
  consumer_group text NOT NULL,
  source text NOT NULL,
  subject text NOT NULL,
  version bigint NOT NULL,
  -- What it was before the last move: so the one statement that moves it also tells from where.
  previous_version bigint,
  PRIMARY KEY (consumer_group, source, subject)
);

-- Dead letters lie in the event log's schema, where staff see those of every group.
DROP TABLE dead_letters;
