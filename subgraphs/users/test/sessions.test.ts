import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { encodeRefreshToken } from "../src/domain/refreshToken.ts";
import { password, registered, startWorld, type World } from "./world.ts";

const day = 24 * 60 * 60;

describe("a session", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const refresh = (refreshToken: string) => world.mutate("RefreshSession", { refreshToken });
  const typeOf = async (refreshToken: string) => (await refresh(refreshToken)).__typename;

  it("goes on by tokens that each replace the one before", async () => {
    const first = await registered(world);
    const second = await refresh(first.refreshToken);
    expect(second).toMatchObject({ __typename: "Session", user: { id: first.user.id } });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    const third = await refresh(second.refreshToken);
    expect(third.__typename).toBe("Session");
  });

  it("goes on by one statement", async () => {
    const { refreshToken } = await registered(world);
    const { statements } = await countStatements(() => refresh(refreshToken));
    expect(statements.map(({ label }) => label)).toEqual(["sessions.rotate"]);
  });

  it("is over when a token comes a second time, for whoever holds the newest too", async () => {
    const { refreshToken, user } = await registered(world);
    const second = await refresh(refreshToken);
    const third = await refresh(second.refreshToken);
    expect(await refresh(refreshToken)).toEqual({
      __typename: "RefreshTokenInvalid",
      message: expect.any(String),
      path: ["refreshToken"],
    });
    expect(await typeOf(third.refreshToken)).toBe("RefreshTokenInvalid");
    expect(world.logged()).toContain(`"userId":"${user.id}"`);
  });

  it("is not the user's only one: others go on", async () => {
    const first = await registered(world);
    const other = await world.mutate("Login", { email: first.email, password });
    await refresh(first.refreshToken);
    await refresh(first.refreshToken);
    expect(await typeOf(other.refreshToken)).toBe("Session");
  });

  it("is refreshed once by eight in parallel with one token, and over then", async () => {
    const { refreshToken } = await registered(world);
    const results = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
    const refreshed = results.filter(({ __typename }) => __typename === "Session");
    expect(refreshed).toHaveLength(1);
    expect(await typeOf(refreshed[0].refreshToken)).toBe("RefreshTokenInvalid");
  });

  it("goes on for thirty days after the last refresh, and no longer", async () => {
    const { refreshToken } = await registered(world);
    world.clock.advance(30 * day - 1);
    const second = await refresh(refreshToken);
    expect(second.__typename).toBe("Session");
    world.clock.advance(30 * day);
    expect(await typeOf(second.refreshToken)).toBe("RefreshTokenInvalid");
  });

  it.each([
    "",
    "no token",
    "x".repeat(64),
    encodeRefreshToken(randomUUID(), Buffer.alloc(32)),
    "eyJhbGciOiJub25lIn0.e30.",
  ])("is not opened by %j", async (refreshToken) => {
    expect(await typeOf(refreshToken)).toBe("RefreshTokenInvalid");
    expect(await world.mutate("Logout", { refreshToken })).toMatchObject({ __typename: "RefreshTokenInvalid" });
  });

  it("is not opened with another user's id in the token", async () => {
    const [mine, theirs] = [await registered(world), await registered(world)];
    const secret = Buffer.from(mine.refreshToken, "base64url").subarray(16);
    expect(await typeOf(encodeRefreshToken(theirs.user.id, secret))).toBe("RefreshTokenInvalid");
    expect(await typeOf(mine.refreshToken)).toBe("Session");
  });

  it("ends by signing out, with all its tokens, and doing so again is fine", async () => {
    const { refreshToken, user } = await registered(world);
    const second = await refresh(refreshToken);
    const loggedOut = { __typename: "LoggedOut", userId: user.id };
    expect(await world.mutate("Logout", { refreshToken: second.refreshToken })).toEqual(loggedOut);
    expect(await world.mutate("Logout", { refreshToken: second.refreshToken })).toEqual(loggedOut);
    expect(await typeOf(second.refreshToken)).toBe("RefreshTokenInvalid");
  });

  it("takes new roles with the next refresh", async () => {
    const { refreshToken, as } = await registered(world);
    const admin = { userId: randomUUID(), roles: ["ADMIN"] } as const;
    await world.mutate("SetUserRoles", { userId: as.userId, roles: ["SELLER"] }, admin);
    const { accessToken } = await refresh(refreshToken);
    const claims = JSON.parse(Buffer.from(accessToken.split(".")[1], "base64url").toString());
    expect(claims.roles).toEqual(["CUSTOMER", "SELLER"]);
  });
});
