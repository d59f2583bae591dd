import { createHash, randomUUID } from "node:crypto";
import { derivedSecret } from "@angidi/subgraph";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openStore } from "../src/data/store.ts";
import { forgetExpired } from "../src/usecases/forgetExpired.ts";
import { newEmail, registered, startWorld, type World } from "./world.ts";

describe("the address of an account", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  type Account = Awaited<ReturnType<typeof registered>>;
  const request = ({ email, as }: Account) => world.mutate("RequestEmailVerification", { email }, as);
  const verify = (token: string, { as }: Pick<Account, "as">) => world.mutate("VerifyEmail", { token }, as);
  const isVerified = async ({ as }: Account) => (await world.ask("MeVerified", {}, as)).emailVerified;
  const asOrders = (userId: string) => world.ask("VerifiedEmail", { userId }, { service: "orders" });

  /** What notifications make of the events that a user's requests told of: the tokens, oldest first. */
  async function tokensOf({ as }: Account): Promise<string[]> {
    const events = await world.database.query<{ data: { verificationId: string } }>(
      "test.verifications",
      `select data from outbox where type = 'user.verification-requested' and data ->> 'userId' = $1 order by position`,
      [as.userId],
    );
    return events.map(({ data }) => derivedSecret(world.signingKey, "email-verification", data.verificationId));
  }

  it("is verified by the token that is sent there, once", async () => {
    const ann = await registered(world);
    expect(await isVerified(ann)).toBe(false);
    expect(await asOrders(ann.as.userId)).toBeNull();
    expect(await request(ann)).toEqual({
      __typename: "EmailVerificationRequested",
      expiresAt: new Date(world.clock.now.getTime() + 86_400_000).toISOString(),
    });
    const [token] = await tokensOf(ann);
    expect(await verify(token!, ann)).toEqual({
      __typename: "EmailVerified",
      user: { id: ann.as.userId, emailVerified: true },
    });
    expect([await isVerified(ann), await asOrders(ann.as.userId)]).toEqual([true, ann.email]);
    expect(await verify(token!, ann)).toMatchObject({ __typename: "VerificationTokenInvalid", path: ["token"] });
    expect(await request(ann)).toMatchObject({ __typename: "EmailVerifiedAlready" });
  });

  it("is verified once when the token comes many times at once", async () => {
    const ann = await registered(world);
    await request(ann);
    const [token] = await tokensOf(ann);
    const answers = await Promise.all([1, 2, 3, 4].map(() => verify(token!, ann)));
    expect(answers.filter(({ __typename }) => __typename === "EmailVerified")).toHaveLength(1);
  });

  it("is not verified by another's token, an older one, a late one or none", async () => {
    const [ann, bob] = [await registered(world), await registered(world)];
    await request(ann);
    await request(bob);
    expect(await request(ann)).toMatchObject({ __typename: "TryAgainLater" });
    world.clock.advance(60);
    await request(ann);
    const [older, newest] = await tokensOf(ann);
    const [bobs] = await tokensOf(bob);
    for (const token of [older!, bobs!, "", randomUUID()])
      expect((await verify(token, ann)).__typename).toBe("VerificationTokenInvalid");
    expect((await verify(newest!, bob)).__typename).toBe("VerificationTokenInvalid");
    world.clock.advance(86_400);
    expect((await verify(newest!, ann)).__typename).toBe("VerificationTokenInvalid");
    expect([await isVerified(ann), await isVerified(bob)]).toEqual([false, false]);
    await forgetExpired(
      { store: openStore(world.database), clock: () => world.clock.now },
      { refreshTokenLifetimeSeconds: 1 },
    );
    expect(await world.database.query("test.left", "select 1 from email_verifications")).toEqual([]);
  });

  it("is verified by its signed-in user alone, and told to orders alone", async () => {
    const ann = await registered(world);
    expect(await world.mutate("RequestEmailVerification", { email: newEmail() }, ann.as)).toMatchObject({
      __typename: "InvalidInput",
      path: ["email"],
    });
    const codeOf = async (...call: Parameters<World["execute"]>) =>
      (await world.execute(...call)).errors?.[0]?.extensions.code;
    expect(await codeOf("RequestEmailVerification", { input: { email: ann.email } })).toBe("UNAUTHENTICATED");
    expect(await codeOf("VerifyEmail", { input: { token: "x" } })).toBe("UNAUTHENTICATED");
    expect(await codeOf("VerifiedEmail", { userId: ann.as.userId }, ann.as)).toBe("FORBIDDEN");
    expect(await codeOf("VerifiedEmail", { userId: ann.as.userId }, { service: "carts" })).toBe("FORBIDDEN");
  });

  it("leaves its token in no table, event or log, only a hash", async () => {
    const ann = await registered(world);
    await request(ann);
    const [token] = await tokensOf(ann);
    const [row] = await world.database.query<{ token_hash: Buffer }>(
      "test.hash",
      "select token_hash from email_verifications where user_id = $1",
      [ann.as.userId],
    );
    expect(row!.token_hash.equals(createHash("sha256").update(token!).digest())).toBe(true);
    const events = await world.database.query("test.events", "select data::text from outbox");
    expect([JSON.stringify(events).includes(token!), world.logged().includes(token!)]).toEqual([false, false]);
    expect(Buffer.from(token!, "base64url")).toHaveLength(16);
  });
});
