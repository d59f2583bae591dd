import { openDatabase, StoreUnavailable } from "@angidi/datastores";
import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { lockWriters } from "../src/data/observations.ts";
import { postgresKind } from "./engines.ts";
import { startWorld } from "./world.ts";

test("a writer that waits too long for another one says that the store is away, which is no event's fault", async () => {
  const world = await startWorld(postgresKind);
  const { environment } = world.database;
  const hurried = openDatabase({ url: environment.DATABASE_URL!, schema: "search", statementTimeoutMilliseconds: 200 });
  const ended = Promise.withResolvers<void>();
  let isHeld = false;
  const other = world.database.database.transaction(async (transaction) => {
    await lockWriters(transaction);
    isHeld = true;
    await ended.promise;
  });
  try {
    await eventually(() => expect(isHeld).toBe(true));
    await expect(hurried.transaction(lockWriters)).rejects.toThrow(StoreUnavailable);
    ended.resolve();
    await other;
    await hurried.transaction(lockWriters);
  } finally {
    ended.resolve();
    await hurried.close();
    await world.close();
  }
});
