import { countStatements, eventually, type TestDatabase, testDatabase } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { claimKey, idempotencyMigrations, newId, type Queryable } from "../src/index.ts";

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase({ name: "shop", migrations: [idempotencyMigrations] });
});
afterAll(() => store.drop());

const claim = (on: Queryable, key: string, input: unknown, resultId = newId(), caller = "someone") =>
  claimKey(on, { caller, operation: "placeOrder", key, input, resultId });

/** Waits until a claim of the key is blocked by another transaction. */
const someoneWaits = () =>
  eventually(async () => {
    const rows = await store.database.query(
      "test.waiting",
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
    return rows.length > 0;
  });

test("the first claim of a key is told to act, repeats get its result, another input is refused", async () => {
  const [key, result] = [newId(), newId()];
  expect(await claim(store.database, key, { cart: 1, code: "A" }, result)).toEqual({ kind: "claimed" });
  expect(await claim(store.database, key, { code: "A", cart: 1 })).toEqual({ kind: "repeat", resultId: result });
  expect(await claim(store.database, key, { cart: 2, code: "A" })).toEqual({ kind: "reused" });
  expect(await claim(store.database, key, { cart: 1, code: "A" })).toEqual({ kind: "repeat", resultId: result });
});

test("a key is its caller's own", async () => {
  const key = newId();
  await claim(store.database, key, 1);
  expect(await claim(store.database, key, 2, newId(), "someone else")).toEqual({ kind: "claimed" });
});

test("a claim is one statement", async () => {
  const { statements } = await countStatements(() => claim(store.database, newId(), 1));
  expect(statements).toHaveLength(1);
});

test("a parallel claim waits for the first to commit and then gets its result", async () => {
  const [key, result] = [newId(), newId()];
  let second: ReturnType<typeof claim> | undefined;
  await store.database.transaction(async (transaction) => {
    await claim(transaction, key, 1, result);
    second = store.database.transaction((other) => claim(other, key, 1));
    await someoneWaits();
  });
  expect(await second).toEqual({ kind: "repeat", resultId: result });
});

test("a parallel claim acts itself when the first is rolled back", async () => {
  const key = newId();
  let second: ReturnType<typeof claim> | undefined;
  const failing = store.database.transaction(async (transaction) => {
    await claim(transaction, key, 1);
    second = store.database.transaction((other) => claim(other, key, 1));
    await someoneWaits();
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await second).toEqual({ kind: "claimed" });
});

test("of many claims at once exactly one is told to act", async () => {
  const key = newId();
  const results = Array.from({ length: 20 }, () => newId());
  const claims = await Promise.all(
    results.map((result) => store.database.transaction((transaction) => claim(transaction, key, "same", result))),
  );
  const winner = results[claims.findIndex(({ kind }) => kind === "claimed")];
  expect(claims.filter(({ kind }) => kind === "claimed")).toHaveLength(1);
  expect(claims.filter((each) => each.kind === "repeat" && each.resultId === winner)).toHaveLength(19);
});
