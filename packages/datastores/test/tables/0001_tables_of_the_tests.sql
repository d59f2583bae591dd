CREATE TABLE accounts (name text PRIMARY KEY, balance bigint NOT NULL);
