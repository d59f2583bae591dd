import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { eventually, type TestDatabase, testDatabase } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { assertMigrated, MigrationChanged, migrate, SchemaBehind, statementsOf } from "../src/index.ts";

let store: TestDatabase;
let path: string;
let folders: URL[];
beforeEach(async () => {
  store = await testDatabase({ name: "shop", migrations: [] });
  path = mkdtempSync(join(tmpdir(), "migrations-"));
  folders = [pathToFileURL(`${path}/`)];
  write("0001_things.sql", "CREATE TABLE things (id int PRIMARY KEY);\nINSERT INTO things VALUES (1);\n");
});
afterEach(async () => {
  await store.drop();
  rmSync(path, { recursive: true });
});

const write = (file: string, text: string) => writeFileSync(join(path, file), text);
const run = () => migrate({ url: store.url, schema: "shop", folders });
const things = () => store.database.query("test.things", "SELECT id FROM things ORDER BY id");

test("migrations are applied once each, by a role that owns nothing but the schema", async () => {
  write("0002_more.sql", "INSERT INTO things VALUES (2);");
  expect(await run()).toBe(2);
  expect(await run()).toBe(0);
  write("0003_most.sql", "INSERT INTO things VALUES (3);");
  expect(await run()).toBe(1);
  expect(await things()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
});

test("several processes that migrate at once do not get in each other's way", async () => {
  const applied = await Promise.all([run(), run(), run(), run()]);
  expect(applied.sort()).toEqual([0, 0, 0, 1]);
});

test("a migration that was changed after it was applied is refused", async () => {
  await run();
  write("0001_things.sql", "CREATE TABLE other (id int);");
  await expect(run()).rejects.toThrow(MigrationChanged);
  await expect(run()).rejects.toThrow("0001_things.sql");
  await expect(assertMigrated({ database: store.database, folders })).rejects.toThrow(MigrationChanged);
});

test("line ends do not count as a change", async () => {
  await run();
  write("0001_things.sql", "CREATE TABLE things (id int PRIMARY KEY);\r\nINSERT INTO things VALUES (1);\r\n");
  expect(await run()).toBe(0);
});

test("a migration that fails leaves nothing of itself and is named; those before it stay", async () => {
  write("0002_broken.sql", "INSERT INTO things VALUES (2); INSERT INTO nothing VALUES (3);");
  await expect(run()).rejects.toThrow(/0002_broken\.sql.*"nothing"/);
  expect(await things()).toEqual([{ id: 1 }]);
});

test("a schema that is behind says which command mends it", async () => {
  const { database } = store;
  await expect(assertMigrated({ database, folders })).rejects.toThrow(SchemaBehind);
  await run();
  await assertMigrated({ database, folders });
  write("0002_more.sql", "INSERT INTO things VALUES (2);");
  await expect(assertMigrated({ database, folders })).rejects.toThrow(/0002_more\.sql.*npm run migrate/);
});

test("a file that is not named as migrations are is refused", async () => {
  write("later.sql", "SELECT 1;");
  await expect(run()).rejects.toThrow("later.sql");
});

describe("a migration outside of transactions", () => {
  const concurrently = `-- outside of transactions
-- an index; that of an attempt that failed goes first
DROP INDEX CONCURRENTLY IF EXISTS things_by_id;
CREATE INDEX CONCURRENTLY things_by_id ON things (id);
`;
  const indices =
    "SELECT count(*) AS number FROM pg_index WHERE indexrelid = 'shop.things_by_id'::regclass AND indisvalid";

  test("makes an index while others write, once, however many processes migrate", async () => {
    await run();
    write("0002_index.sql", concurrently);
    expect((await Promise.all([run(), run(), run()])).sort()).toEqual([0, 0, 1]);
    expect(await store.database.query("test.indices", indices)).toEqual([{ number: 1 }]);
  });

  test("that fails half-way is not noted, and is done as a whole when it is run again", async () => {
    write("0002_index.sql", `${concurrently}SELECT 1 FROM nothing;\n`);
    await expect(run()).rejects.toThrow(/0002_index\.sql.*"nothing"/);
    write("0002_index.sql", concurrently);
    expect(await run()).toBe(1);
  });
});

test("a migration gives way to whoever has a table, and is applied when that one is done", async () => {
  await run();
  write("0002_column.sql", "ALTER TABLE things ADD COLUMN name text;");
  const reader = new pg.Client(store.url);
  await reader.connect();
  await reader.query("BEGIN; SELECT FROM shop.things;");
  const migrated = run();
  const waiting = "SELECT 1 FROM pg_locks WHERE relation = 'shop.things'::regclass AND NOT granted";
  await eventually(async () => expect(await store.database.query("test.waiting", waiting)).toHaveLength(1));
  // Others get through, after two seconds at most, though the reader is still there.
  expect(await things()).toEqual([{ id: 1 }]);
  await reader.query("COMMIT");
  await reader.end();
  expect(await migrated).toBe(1);
});

test("statements are told apart whatever is in their texts", () => {
  expect(statementsOf("SELECT ';--';\n-- one; two\nDO $x$ a; b $x$; /* ; */ SELECT \";\"")).toEqual([
    "SELECT ';--'",
    "DO $x$ a; b $x$",
    'SELECT ";"',
  ]);
});
