import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { decodeJwt } from "jose";
import { password, registered, startWorld, type World } from "./world.ts";

describe("changing a password", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const newPassword = "a-better-passphrase";
  type Session = Awaited<ReturnType<typeof registered>>;
  const change = ({ user, accessToken }: Pick<Session, "user" | "accessToken">, input: object = {}) =>
    world.mutate(
      "ChangePassword",
      { currentPassword: password, newPassword, ...input },
      {
        kind: "user",
        userId: user.id,
        roles: ["CUSTOMER"],
        sessionId: decodeJwt(accessToken).sid as string,
      },
    );
  const typeOfLogin = async (email: string, attempt: string) =>
    (await world.mutate("Login", { email, password: attempt })).__typename;

  it("makes the new one count and the old one not", async () => {
    const session = await registered(world);
    expect(await change(session)).toEqual({ __typename: "PasswordChanged", user: { id: session.user.id } });
    expect(await typeOfLogin(session.email, newPassword)).toBe("Session");
    expect(await typeOfLogin(session.email, password)).toBe("InvalidCredentials");
  });

  it("ends every other session of the user, and nobody else's", async () => {
    const [session, stranger] = [await registered(world), await registered(world)];
    const other = await world.mutate("Login", { email: session.email, password });
    await change(session);
    const typeOf = async ({ refreshToken }: { refreshToken: string }) =>
      (await world.mutate("RefreshSession", { refreshToken })).__typename;
    expect(await typeOf(other)).toBe("RefreshTokenInvalid");
    expect(await typeOf(session)).toBe("Session");
    expect(await typeOf(stranger)).toBe("Session");
  });

  it("is refused with a wrong current password, and locks after ten", async () => {
    const session = await registered(world);
    for (let guess = 0; guess < 10; guess++) {
      expect(await change(session, { currentPassword: `wrong-${guess}` })).toMatchObject({
        __typename: "InvalidCredentials",
        path: ["currentPassword"],
      });
    }
    expect(await change(session)).toMatchObject({ __typename: "AccountLocked" });
    expect(await typeOfLogin(session.email, password)).toBe("AccountLocked");
  });

  it("is refused to a weak one, a guest, and an account that is no more", async () => {
    const session = await registered(world);
    const weak = { __typename: "WeakPassword", path: ["newPassword"] };
    for (const newPassword of ["short", "password", session.email]) {
      expect(await change(session, { newPassword })).toMatchObject(weak);
    }
    const input = { currentPassword: password, newPassword };
    for (const as of [{}, { userId: randomUUID() }]) {
      const { errors } = await world.execute("ChangePassword", { input }, as);
      expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    }
  });

  it("happens once of two in parallel", async () => {
    const session = await registered(world);
    const results = await Promise.all([
      change(session, { newPassword: "passphrase-one" }),
      change(session, { newPassword: "passphrase-two" }),
    ]);
    expect(results.map(({ __typename }) => __typename).sort()).toEqual(["InvalidCredentials", "PasswordChanged"]);
  });

  it("leaves no session that was opened with the old one meanwhile", async () => {
    const session = await registered(world);
    const [changed, ...logins] = await Promise.all([
      change(session),
      ...Array.from({ length: 6 }, () => world.mutate("Login", { email: session.email, password })),
    ]);
    expect(changed.__typename).toBe("PasswordChanged");
    for (const { refreshToken } of logins.filter(({ __typename }) => __typename === "Session")) {
      expect((await world.mutate("RefreshSession", { refreshToken })).__typename).toBe("RefreshTokenInvalid");
    }
  });
});
