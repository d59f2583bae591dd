CREATE TABLE things (name text NOT NULL);
