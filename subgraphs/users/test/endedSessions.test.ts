import type { Subgraph } from "@angidi/subgraph";
import { describeOn, eventually, requestOf, testRedis } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { decodeJwt } from "jose";
import { password, registered, startWorld, type World } from "./world.ts";

const subscription = "subscription { sessionsEnded { id until } }";

/** What is told, whatever tells the other processes. */
function endedSessions(environment: Record<string, string>): void {
  let world: World;
  let one: Subgraph;
  let other: Subgraph;
  beforeAll(async () => {
    world = await startWorld();
    [one, other] = await Promise.all([world.another(environment), world.another(environment)]);
  });
  afterAll(() => world.close());

  const idOf = ({ accessToken }: { accessToken: string }) => decodeJwt(accessToken).sid as string;
  /** Somebody who follows a process, as the gateway does. */
  const follow = async (by: Subgraph) => {
    const stream = await by.transport.subscribe(requestOf(subscription, {}, { service: "gateway" }, world.signingKey));
    const told = new Map<string, string>();
    const iterator = stream[Symbol.asyncIterator]();
    const reading = (async () => {
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        const { sessionsEnded } = next.value.data as { sessionsEnded: { id: string; until: string }[] };
        for (const { id, until } of sessionsEnded) told.set(id, until);
      }
    })();
    return {
      told,
      async leave() {
        await iterator.return?.();
        await reading;
      },
    };
  };

  it("are told by every process, whichever ended them: by logout, by a token that came twice, by a new password", async () => {
    const followers = await Promise.all([follow(one), follow(other)]);
    const [leaver, stolen, first] = [await registered(world), await registered(world), await registered(world)];
    const second = await world.mutate("Login", { email: first.email, password });

    await world.mutate("Logout", { refreshToken: leaver.refreshToken }, {}, one);
    await world.mutate("RefreshSession", { refreshToken: stolen.refreshToken }, {}, other);
    await world.mutate("RefreshSession", { refreshToken: stolen.refreshToken }, {}, other);
    const change = { currentPassword: password, newPassword: `another ${password}` };
    await world.mutate("ChangePassword", change, first.as, one);

    for (const { told, leave } of followers) {
      await eventually(() =>
        expect([...told.keys()].toSorted()).toEqual([leaver, stolen, first, second].map(idOf).toSorted()),
      );
      await leave();
    }
    const until = new Date(world.clock.now.getTime() + 15 * 60_000).toISOString();
    expect(followers[0]!.told.get(idOf(leaver))).toBe(until);
  });

  it("are told to who comes later, for as long as access tokens of them may", async () => {
    const leaver = await registered(world);
    await world.mutate("Logout", { refreshToken: leaver.refreshToken }, {}, one);
    world.clock.advance(14 * 60);
    const later = await follow(other);
    await eventually(() => expect(later.told.has(idOf(leaver))).toBe(true));
    await later.leave();
    world.clock.advance(2 * 60);
    const tooLate = await follow(other);
    const next = await registered(world);
    await world.mutate("Logout", { refreshToken: next.refreshToken }, {}, one);
    await eventually(() => expect(tooLate.told.has(idOf(next))).toBe(true));
    expect(tooLate.told.has(idOf(leaver))).toBe(false);
    await tooLate.leave();
  });

  it("are told to nobody but the gateway", async () => {
    for (const caller of [{}, { userId: "018f0000-0000-7000-8000-000000000000" }, { service: "orders" }]) {
      const stream = await one.transport.subscribe(requestOf(subscription, {}, caller, world.signingKey));
      const { value } = await stream[Symbol.asyncIterator]().next();
      expect(value.errors[0].extensions.code).toBe("FORBIDDEN");
    }
  });
}

describe("ended sessions, told by PostgreSQL", () => endedSessions({}));

describeOn("REDIS_URL", "ended sessions, told by Redis", (url) => {
  const { keyPrefix, drop } = testRedis(url);
  afterAll(drop);
  endedSessions({ REDIS_URL: url, REDIS_KEY_PREFIX: keyPrefix });
});
