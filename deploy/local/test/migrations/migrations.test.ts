import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { hazardsOf } from "./hazards.ts";

const root = new URL("../../../../", import.meta.url);
const files = globSync("{packages,subgraphs}/*/migrations/**/*.sql", { cwd: root }).sort();
const read = (file: string) => readFileSync(new URL(file, root), "utf8").replaceAll("\r\n", "\n");

/** Those of before there was this check, which cannot be changed any more: docs/guides/upgrades.md says what they need. */
const pause = "the version before cannot work beside it: processes are stopped for it";
const locks = "tables were small, and are locked while they are looked at";
const excepted: Readonly<Record<string, string>> = {
  "packages/events/migrations/consumer/0002_handled_versions.sql": pause,
  "packages/events/migrations/log/0002_groups_and_dead_letters.sql": pause,
  "subgraphs/carts/migrations/0003_carts_in_redis.sql": locks,
  "subgraphs/carts/migrations/0004_promotions.sql": pause,
  "subgraphs/carts/migrations/0005_markets.sql": locks,
  "subgraphs/carts/migrations/0006_abandoned.sql": locks,
  "subgraphs/catalog/migrations/0002_many_markets.sql": pause,
  "subgraphs/catalog/migrations/0011_products_by_origin.sql": locks,
  "subgraphs/inventory/migrations/0002_ledger.sql": pause,
  "subgraphs/inventory/migrations/0003_backorders.sql": locks,
  "subgraphs/notifications/migrations/0002_orders_in_order.sql": pause,
  "subgraphs/orders/migrations/0002_timeline.sql": pause,
  "subgraphs/orders/migrations/0003_edits.sql": pause,
  "subgraphs/orders/migrations/0006_claims_and_history.sql": locks,
  "subgraphs/payments/migrations/0002_webhooks.sql": locks,
  "subgraphs/payments/migrations/0003_ledger.sql": pause,
  "subgraphs/payments/migrations/0004_supplements.sql": pause,
  "subgraphs/search/migrations/0001_search.sql": "the first of its schema, with a DO for an extension",
  "subgraphs/search/migrations/0002_elasticsearch_and_ratings.sql": locks,
  "subgraphs/search/migrations/0003_attributes_and_languages.sql": "it only asks whether there are rows",
  "subgraphs/users/migrations/0003_ended_sessions.sql": locks,
};

test("there are migrations to look at", () => {
  expect(files.length).toBeGreaterThan(30);
});

test.each(files.filter((file) => !(file in excepted)))("%s may run while the version before serves", (file) => {
  expect(hazardsOf(read(file))).toEqual([]);
});

test("what is excepted is there, needs to be, and is told to whoever upgrades", () => {
  const guide = readFileSync(new URL("docs/guides/upgrades.md", root), "utf8");
  const needless = Object.keys(excepted).filter((file) => !files.includes(file) || hazardsOf(read(file)).length === 0);
  expect(needless).toEqual([]);
  expect(Object.keys(excepted).filter((file) => !guide.includes(shortNameOf(file)))).toEqual([]);
});

/** As in the table of those that were applied: `payments/0003_ledger`. */
function shortNameOf(file: string): string {
  const segments = file.split("/").filter((segment) => segment !== "migrations");
  return segments.slice(-2).join("/").replace(".sql", "");
}

describe("what holds up those who serve, or breaks them, is refused", () => {
  test.each([
    ["ALTER TABLE orders ADD COLUMN a text NOT NULL", /NOT NULL without a default/],
    ["ALTER TABLE orders ADD COLUMN b text, ADD a text NOT NULL", /NOT NULL without a default/],
    ["ALTER TABLE orders ADD COLUMN a uuid NOT NULL DEFAULT gen_random_uuid()", /every row anew/],
    ["ALTER TABLE orders ADD COLUMN a bigserial", /every row anew/],
    ["ALTER TABLE orders ADD COLUMN a int GENERATED ALWAYS AS (b + 1) STORED", /every row anew/],
    ["ALTER TABLE orders ADD COLUMN a int CHECK (a > 0)", /by itself, NOT VALID/],
    ["ALTER TABLE orders ADD CONSTRAINT c CHECK (a IN ('NOT VALID'))", /add it NOT VALID/],
    ["ALTER TABLE orders ADD CONSTRAINT c UNIQUE (a)", /add it NOT VALID/],
    ["alter table orders add foreign key (a) references others", /add it NOT VALID/],
    ["ALTER TABLE orders ALTER COLUMN a TYPE bigint", /every row anew/],
    ["ALTER TABLE orders ALTER a SET NOT NULL", /every row under a lock/],
    ["ALTER TABLE orders DROP COLUMN a", /version before reads/],
    ["ALTER TABLE orders RENAME TO others", /version before reads/],
    [
      "ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c",
      /beside it/,
    ],
    ["ALTER TYPE colour ADD VALUE 'red'", /a type/],
    ["DROP TABLE orders", /version before reads/],
    ["CREATE INDEX i ON orders (a)", /CONCURRENTLY/],
    ["CREATE UNIQUE INDEX CONCURRENTLY i ON orders(a)", /outside of transactions/],
    ["-- outside of transactions\nCREATE INDEX CONCURRENTLY i ON orders (a)", /invalid index/],
    ["-- outside of transactions\nALTER TABLE orders ADD COLUMN a text", /need not be/],
    ["UPDATE orders SET a = 1", /all in one transaction/],
    ["WITH a AS (UPDATE orders SET a = 1 RETURNING a) INSERT INTO b SELECT a FROM a", /all in one transaction/],
    ["delete from orders", /all in one transaction/],
    ["CREATE TABLE copies (a int); INSERT INTO copies SELECT a FROM orders", /others change meanwhile/],
    ["DO $$ BEGIN DROP TABLE orders; END $$", /cannot be read/],
    ["LOCK TABLE orders", /locks/],
  ])("%s", (text, hazard) => {
    expect(hazardsOf(text).join("; ")).toMatch(hazard);
  });
});

describe("what does neither is not", () => {
  test.each([
    "CREATE TABLE things (a int NOT NULL CHECK (a > 0)); CREATE INDEX i ON things (a); ALTER TABLE things ADD b int UNIQUE",
    "ALTER TABLE orders ADD COLUMN a text, ADD COLUMN b jsonb NOT NULL DEFAULT '{}'",
    "ALTER TABLE orders ADD COLUMN a text NOT NULL DEFAULT 'x', DROP CONSTRAINT c",
    "ALTER TABLE orders DROP CONSTRAINT c, ADD CONSTRAINT c CHECK (a IN (1, 2)) NOT VALID",
    "ALTER TABLE orders VALIDATE CONSTRAINT c",
    "ALTER TABLE orders ADD CONSTRAINT c UNIQUE USING INDEX i",
    "-- outside of transactions\nDROP INDEX CONCURRENTLY IF EXISTS i;\nCREATE INDEX CONCURRENTLY i ON orders (a);",
    "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ UPDATE orders SET a = 1 $$",
    "-- UPDATE orders SET a = 1\nINSERT INTO settings (a) VALUES ('DROP TABLE orders')",
  ])("%s", (text) => {
    expect(hazardsOf(text)).toEqual([]);
  });
});
