import { openDatabase } from "@angidi/datastores";
import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { openEventLog } from "../src/index.ts";
import { createWorld, event } from "./world.ts";

test("logs of one process share their connections, and each goes on when another is closed", async () => {
  const world = await createWorld();
  const other = openEventLog(world.settings);
  // The log's own role: others do not see what its connections do.
  const asLog = openDatabase({ url: world.settings.databaseUrl, schema: "events", poolSize: 1 });
  const seen: string[] = [];
  const worker = other.subscribe({
    group: "test.shared",
    topics: [event("a", 1).type],
    batchSize: 10,
    handle: async (events) => void seen.push(...events.map(({ subject }) => subject)),
  });
  await worker.start();
  await world.log.append([event("a", 1)]);
  await eventually(() => expect(seen).toEqual(["a"]));

  const listening = await asLog.query(
    "test.listening",
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN "event_log"'`,
  );
  expect(listening).toHaveLength(1);

  await worker.stop();
  await other.close();
  await other.close();
  await world.log.append([event("b", 1)]);
  expect(await world.log.groups("test.shared")).toMatchObject([{ lag: 1 }]);
  await asLog.close();
  await world.close();
});
