import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newEmail, password, registered, startWorld, type World } from "./world.ts";

describe("signing in", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const login = (email: string, attempt = password) => world.mutate("Login", { email, password: attempt });
  const typeOf = async (email: string, attempt?: string) => (await login(email, attempt)).__typename;
  const wrongPasswords = (count: number) => Array.from({ length: count }, (_, guess) => `wrong-guess-${guess}`);
  async function fail(email: string, times: number): Promise<void> {
    for (const guess of wrongPasswords(times)) await login(email, guess);
  }

  it("works with the right password, the address in whatever case", async () => {
    const { email, user } = await registered(world);
    expect(await login(email.toUpperCase())).toMatchObject({ __typename: "Session", user: { id: user.id, email } });
  });

  it.each(["wrong-password", "", "x".repeat(100_000), "' or 1=1 --"])("refuses the password %j", async (attempt) => {
    const { email } = await registered(world);
    const refused = { __typename: "InvalidCredentials", message: expect.any(String), path: null };
    expect(await login(email, attempt)).toEqual(refused);
  });

  it("says and does the same for an address without an account, and for what is no address", async () => {
    const { email } = await registered(world);
    const known = await countStatements(() => login(email, "wrong-password"));
    const unknown = await countStatements(() => login(newEmail(), "wrong-password"));
    expect(unknown.result).toEqual(known.result);
    expect(unknown.statements).toEqual(known.statements);
    expect(await typeOf("no address", "wrong-password")).toBe("InvalidCredentials");
  });

  it("is locked after ten failures, for a quarter of an hour and the right password too", async () => {
    const { email } = await registered(world);
    await fail(email, 9);
    expect(await typeOf(email, "the-tenth")).toBe("InvalidCredentials");
    expect(await login(email)).toMatchObject({
      __typename: "AccountLocked",
      lockedUntil: new Date(world.clock.now.getTime() + 900_000).toISOString(),
    });
    world.clock.advance(899);
    expect(await typeOf(email)).toBe("AccountLocked");
    world.clock.advance(2);
    expect(await typeOf(email)).toBe("Session");
  });

  it("is locked for an address without an account just the same", async () => {
    const email = newEmail();
    await fail(email, 10);
    expect(await typeOf(email)).toBe("AccountLocked");
  });

  it("forgets failures after a success, and after a quarter of an hour", async () => {
    const { email } = await registered(world);
    await fail(email, 9);
    expect(await typeOf(email)).toBe("Session");
    await fail(email, 9);
    world.clock.advance(901);
    await fail(email, 9);
    expect(await typeOf(email)).toBe("Session");
  });

  it("stays locked when the process is another", async () => {
    const { email } = await registered(world);
    await fail(email, 10);
    const other = await world.another();
    expect(await world.mutate("Login", { email, password }, {}, other)).toMatchObject({ __typename: "AccountLocked" });
  });

  it("answers exactly ten of thirty guesses in parallel", async () => {
    const { email } = await registered(world);
    const types = await Promise.all(wrongPasswords(30).map((guess) => typeOf(email, guess)));
    expect(types.filter((type) => type === "InvalidCredentials")).toHaveLength(10);
    expect(types.filter((type) => type === "AccountLocked")).toHaveLength(20);
  });

  it("locks nobody out who signs in many times at once", async () => {
    const { email } = await registered(world);
    const types = await Promise.all(Array.from({ length: 25 }, () => typeOf(email)));
    expect(new Set(types)).toEqual(new Set(["Session"]));
  });

  it("renews a hash of former parameters, also when signed in many times at once", async () => {
    const { email, user } = await registered(world);
    const former = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"; // "password"
    await world.database.query("test.setHash", "update credentials set password_hash = $2 where user_id = $1", [
      user.id,
      former,
    ]);
    const types = await Promise.all(Array.from({ length: 4 }, () => typeOf(email, "password")));
    expect(new Set(types)).toEqual(new Set(["Session"]));
    const [row] = await world.database.query<{ hash: string }>(
      "test.getHash",
      "select password_hash as hash from credentials where user_id = $1",
      [user.id],
    );
    expect(row!.hash).toContain("m=19456,t=2,p=1");
    expect(await typeOf(email, "password")).toBe("Session");
  });

  it("hands a guest's cart over, and works although carts does not answer", async () => {
    const { email, user } = await registered(world);
    await world.mutate("Login", { email, password, cartId: "cart-at-login" });
    expect(world.adoptions).toContainEqual(expect.objectContaining({ cartId: "cart-at-login", userId: user.id }));
    const session = await world.mutate("Login", { email, password, cartId: "broken" });
    expect(session.__typename).toBe("Session");
    expect(world.logged()).toContain("A cart could not be adopted");
  });
});
