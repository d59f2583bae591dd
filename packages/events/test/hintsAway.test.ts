import { type Database, openDatabase, StoreUnavailable } from "@angidi/datastores";
import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { redrive } from "../src/consumer/redrive.ts";
import { postgresEffects } from "../src/index.ts";
import { postgresDeadLetters } from "../src/log/postgres/deadLetters.ts";
import { subscribe } from "../src/log/postgres/subscribe.ts";
import { createWorld, event, type World } from "./world.ts";

describe("where no connection to listen on can be had", () => {
  let world: World;
  let deaf: Database;
  beforeEach(async () => {
    world = await createWorld();
    const database = openDatabase({ url: world.settings.databaseUrl, schema: "events" });
    const listen = () => Promise.reject(new StoreUnavailable("There are too many connections."));
    deaf = { ...database, listen };
  });
  afterEach(async () => {
    await deaf.close();
    await world.close();
  });

  test("a consumer starts all the same, and finds events by its timer", async () => {
    const handled: string[] = [];
    const handle = async (events: readonly { readonly subject: string }[]) => {
      handled.push(...events.map(({ subject }) => subject));
    };
    await world.run(subscribe(deaf, { group: "test", topics: [event("a", 1).type], batchSize: 10, handle }));
    await world.log.append([event("a", 1)]);
    await eventually(() => expect(handled).toEqual(["a"]));
  });

  test("what redrives dead letters starts all the same", async () => {
    const handle = async () => {};
    const effect = { group: "test", versioned: false, effects: postgresEffects(world.consumer), handle };
    const worker = redrive(postgresDeadLetters(deaf), effect);
    await expect(world.run(worker)).resolves.toBe(worker);
  });
});
