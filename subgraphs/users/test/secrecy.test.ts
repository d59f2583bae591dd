import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newEmail, password, startWorld, type World } from "./world.ts";

describe("what is secret", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  it("is neither logged nor stored as it is, whatever goes wrong", async () => {
    const email = newEmail();
    const changed = "a-better-passphrase";
    const cartId = "broken";
    const session = await world.mutate("Register", { email, password, displayName: "Ann", cartId });
    const next = await world.mutate("RefreshSession", { refreshToken: session.refreshToken });
    await world.mutate("RefreshSession", { refreshToken: session.refreshToken });
    for (let guess = 0; guess < 11; guess++) await world.mutate("Login", { email, password: `guess-${guess}` });
    const input = { currentPassword: password, newPassword: changed };
    await world.execute("ChangePassword", { input }, { userId: session.user.id });

    const secrets = [password, changed, "guess-1", session.refreshToken, next.refreshToken, session.accessToken];
    expect(world.logged()).toContain("came twice");
    for (const secret of [...secrets, email]) expect(world.logged()).not.toContain(secret);

    const [row] = await world.database.query<{ stored: string }>(
      "test.everything",
      `select string_agg(content, E'\\n') as stored from (
         select row_to_json(credentials)::text as content from credentials
         union all select row_to_json(sessions)::text from sessions
         union all select encode(token_hash, 'base64') from refresh_tokens
         union all select row_to_json(sign_in_failures)::text from sign_in_failures
         union all select row_to_json(outbox)::text from outbox
       ) as everything`,
    );
    for (const secret of secrets) {
      expect(row!.stored).not.toContain(secret);
      expect(row!.stored).not.toContain(Buffer.from(secret, "base64url").toString("hex"));
    }
  });

  it("stays inside when the store fails", async () => {
    const broken = await world.another();
    await broken.stop();
    const { errors } = await world.execute("Login", { input: { email: newEmail(), password } }, {}, broken);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.extensions.code).toBe("INTERNAL_SERVER_ERROR");
    expect(JSON.stringify(errors)).not.toMatch(/pool|postgres|stack/i);
    expect(world.logged()).not.toContain(password);
  });
});
