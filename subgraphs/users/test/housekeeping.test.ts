import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { decodeProtectedHeader } from "jose";
import { openStore } from "../src/data/store.ts";
import { sealedKeyPairs } from "../src/services/keyPairs.ts";
import { sealingWith } from "../src/services/sealing.ts";
import { housekeeping } from "../src/workers/housekeeping.ts";
import { newEmail, password, registered, startWorld, type World } from "./world.ts";

const minute = 60;
const day = 24 * 60 * minute;

describe("housekeeping", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  /** Has the worker do its rounds until `done` holds. */
  async function keepHouseUntil(done: () => Promise<boolean>): Promise<void> {
    const keyPairs = sealedKeyPairs(sealingWith(world.signingKey));
    const ports = { store: openStore(world.database), keyPairs, clock: () => world.clock.now, log: world.log };
    const worker = housekeeping(ports, { accessToken: 15 * minute, refreshToken: 30 * day, signingKey: 90 * day });
    await worker.start();
    try {
      await eventually(done);
    } finally {
      await worker.stop();
    }
  }

  async function countOf(table: "sessions" | "refresh_tokens" | "sign_in_failures" | "signing_keys"): Promise<number> {
    const [row] = await world.database.query<{ count: number }>(`test.${table}`, `select count(*) from ${table}`);
    return row!.count;
  }

  it("brings in a new key before the old one is too old, and keeps the old one while its tokens live", async () => {
    const kidOfNewToken = async () => decodeProtectedHeader((await registered(world)).accessToken).kid;
    const kidsOfKeySet = async () => (await world.keySet()).keys.map(({ kid }) => kid);
    const old = await kidOfNewToken();

    world.clock.advance(91 * day);
    await keepHouseUntil(async () => (await countOf("signing_keys")) === 2);
    world.clock.advance(minute);
    const [, successor] = await kidsOfKeySet();
    expect(await kidsOfKeySet()).toEqual([old, successor]);
    expect(await kidOfNewToken()).toBe(old);

    world.clock.advance(10 * minute);
    expect(await kidOfNewToken()).toBe(successor);
    expect(await kidsOfKeySet()).toEqual([old, successor]);

    world.clock.advance(16 * minute);
    expect(await kidsOfKeySet()).toEqual([successor]);
    await keepHouseUntil(async () => (await countOf("signing_keys")) === 1);
  });

  it("deletes sessions that nothing can refresh any more, with their tokens, and no others", async () => {
    const [left, kept] = [await registered(world), await registered(world)];
    world.clock.advance(29 * day);
    const { refreshToken } = await world.mutate("RefreshSession", { refreshToken: kept.refreshToken });
    world.clock.advance(2 * day);
    await keepHouseUntil(async () => (await countOf("sessions")) === 1);
    expect(await countOf("refresh_tokens")).toBe(2);
    expect((await world.mutate("RefreshSession", { refreshToken })).__typename).toBe("Session");
    const refused = await world.mutate("RefreshSession", { refreshToken: left.refreshToken });
    expect(refused.__typename).toBe("RefreshTokenInvalid");
  });

  it("forgets failures that count no more", async () => {
    await world.mutate("Login", { email: newEmail(), password });
    expect(await countOf("sign_in_failures")).toBe(1);
    world.clock.advance(16 * minute);
    await keepHouseUntil(async () => (await countOf("sign_in_failures")) === 0);
  });
});
