import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { redisEpochs } from "../../src/data/postgres/redisEpoch.ts";
import { openStanding, type Standing } from "../../src/data/redis/standing.ts";
import { cartsDatabase } from "./carts.ts";

describe("a replica's standing to Redis", () => {
  let store: Awaited<ReturnType<typeof cartsDatabase>>;
  beforeEach(async () => {
    store = await cartsDatabase();
  });
  afterEach(() => store.drop());

  /** A replica to which Redis is there unless it is said to be lost, and which never goes by an old view. */
  function replica(absence: number, probe: () => Promise<unknown> = async () => {}): Standing {
    const epochs = redisEpochs(store.database);
    return openStanding({ epochs, probe, onChange: () => {}, periods: { view: 0, absence, rest: 5 } });
  }

  test("begins a new epoch when a commit passed Redis by, and goes on using it where it has it", async () => {
    const here = replica(60_000);
    const before = await here.epoch();
    await here.passedBy();
    const after = await here.epoch();
    expect(after).toBeGreaterThan(before!);
  });

  test("keeps all replicas from Redis when one that has lost it commits", async () => {
    const [here, there] = [replica(60_000, () => Promise.reject(new Error("away"))), replica(60_000)];
    expect(await there.epoch()).not.toBeNull();
    here.lose("away");
    await here.passedBy();
    expect(await there.epoch()).toBeNull();
    expect(await here.epoch()).toBeNull();
  });

  test("does not let those who have Redis prolong the absence with every commit of theirs", async () => {
    const [here, there] = [replica(200, () => Promise.reject(new Error("away"))), replica(200)];
    here.lose("away");
    await here.passedBy();
    // Changes go on all the while: each passes Redis by, since nobody is to use it.
    await eventually(async () => {
      await there.passedBy();
      expect(await there.epoch()).not.toBeNull();
    });
  });

  test("uses Redis again, in a new epoch, once it is back", async () => {
    let isAway = true;
    const here = replica(50, () => (isAway ? Promise.reject(new Error("away")) : Promise.resolve()));
    const before = await here.epoch();
    expect(await here.attempt(before, () => Promise.reject(new Error("reset")))).toBeNull();
    expect(await here.epoch()).toBeNull();
    isAway = false;
    await eventually(async () => expect(await here.epoch()).toBeGreaterThan(before!));
  });
});
