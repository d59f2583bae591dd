import { randomBytes } from "node:crypto";
import { newId } from "@angidi/datastores";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openStore, type Store, type StoreTransaction } from "../../src/data/store.ts";
import { addressDigest, lockoutPolicy } from "../../src/domain/lockout.ts";
import { newEmail, registered, startWorld, type World } from "../world.ts";

const now = new Date();

describe("what happens at the same moment", () => {
  let world: World;
  let store: Store;
  beforeAll(async () => {
    world = await startWorld();
    store = openStore(world.database);
  });
  afterAll(() => world.close());

  /** Runs `first`, and before it commits sets `second` going, which has to wait for it. */
  async function inOrder<First, Second>(
    first: (store: StoreTransaction) => Promise<First>,
    second: (store: StoreTransaction) => Promise<Second>,
  ): Promise<[First, Second]> {
    let later: Promise<Second> | undefined;
    const earlier = await store.transaction(async (transaction) => {
      const result = await first(transaction);
      later = store.transaction(second);
      await eventually(somebodyWaits);
      return result;
    });
    return [earlier, await later!];
  }

  async function somebodyWaits(): Promise<boolean> {
    const waiting = await world.database.query(
      "test.waiting",
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return waiting.length > 0;
  }

  async function someone() {
    const { user } = await registered(world);
    const { passwordHash } = (await store.users.withPasswordById(user.id))!;
    const change = { from: passwordHash, to: `${passwordHash.slice(0, -1)}!`, now };
    const id = newId();
    const expiresAt = new Date(now.getTime() + 60_000);
    const token = { tokenHash: randomBytes(32), expiresAt };
    return {
      openSession: ({ sessions }: StoreTransaction) => sessions.open({ userId: user.id, id, passwordHash, now, token }),
      async changePassword({ users, sessions }: StoreTransaction) {
        const changed = await users.replacePasswordHash(user.id, change);
        await sessions.endOthers(user.id, null, now);
        return changed;
      },
      refresh: () =>
        store.sessions.rotate({ userId: user.id, ...token }, { tokenHash: randomBytes(32), expiresAt, now }),
    };
  }

  it("a change of the password refuses a session that was to be opened with the old one", async () => {
    const { openSession, changePassword } = await someone();
    expect(await inOrder(changePassword, openSession)).toEqual([true, false]);
  });

  it("a change of the password ends a session that was opened just before", async () => {
    const { openSession, changePassword, refresh } = await someone();
    expect(await inOrder(openSession, changePassword)).toEqual([true, true]);
    expect(await refresh()).toBeNull();
  });

  it("the last failure locks out a right password that was checked before the lock fell", async () => {
    const digest = addressDigest(newEmail());
    for (let failure = 1; failure < lockoutPolicy.failures; failure++) await store.signInFailures.record(digest, now);
    const [counted, locked] = await inOrder(
      ({ signInFailures }) => signInFailures.record(digest, now),
      ({ signInFailures }) => signInFailures.clear(digest, now),
    );
    expect(counted).toBeNull();
    expect(locked).toEqual(new Date(now.getTime() + lockoutPolicy.lockMilliseconds));
  });

  it("a right password that came first forgets the failures before the next is counted", async () => {
    const digest = addressDigest(newEmail());
    for (let failure = 1; failure < lockoutPolicy.failures; failure++) await store.signInFailures.record(digest, now);
    const outcome = await inOrder(
      ({ signInFailures }) => signInFailures.clear(digest, now),
      ({ signInFailures }) => signInFailures.record(digest, now),
    );
    expect(outcome).toEqual([null, null]);
    expect(await store.signInFailures.lockedUntil(digest, now)).toBeNull();
  });

  it("a registration waits for another of the same address, and does not get it", async () => {
    const email = newEmail();
    expect(
      await inOrder(
        ({ users }) => users.claimEmail(email, newId()),
        ({ users }) => users.claimEmail(email, newId()),
      ),
    ).toEqual([true, false]);
  });
});
