import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newEmail, password, startWorld, type World } from "./world.ts";

describe("registering", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const register = (input: object) =>
    world.mutate("Register", { email: newEmail(), password, displayName: "Ann Lee", ...input });

  it("gives a session of a new customer", async () => {
    const email = newEmail();
    const session = await register({ email: ` ${email.toUpperCase()} `, displayName: " Ann Lee " });
    expect(session).toMatchObject({
      __typename: "Session",
      user: { email, displayName: "Ann Lee", roles: ["CUSTOMER"] },
    });
    const me = await world.ask("Me", {}, { userId: session.user.id });
    expect(me).toEqual({ id: session.user.id, email, displayName: "Ann Lee", roles: ["CUSTOMER"] });
  });

  it("tells the other subgraphs, with the account and not without", async () => {
    const email = newEmail();
    const { user } = await register({ email });
    await register({ email });
    const events = await world.database.query(
      "test.outbox",
      "select type, subject, data from outbox where data->>'email' = $1",
      [email],
    );
    const data = { userId: user.id, email, displayName: "Ann Lee" };
    expect(events).toEqual([{ type: "user.registered", subject: user.id, data }]);
  });

  it("refuses an address that has an account, in whatever case", async () => {
    const email = newEmail();
    await register({ email });
    expect(await register({ email: email.toUpperCase() })).toMatchObject({ __typename: "EmailTaken", path: ["email"] });
  });

  it("makes one account of twelve registrations of one address in parallel", async () => {
    const email = newEmail();
    const results = await Promise.all(Array.from({ length: 12 }, () => register({ email })));
    const names = results.map((result) => result.__typename).sort();
    expect(names).toEqual([...Array.from({ length: 11 }, () => "EmailTaken"), "Session"]);
    const [count] = await world.database.query(
      "test.usersByEmail",
      `select (select count(*) from users where email = $1) as users,
              (select count(*) from outbox where data->>'email' = $1) as events`,
      [email],
    );
    expect(count).toEqual({ users: 1, events: 1 });
  });

  it.each([
    [{ email: "no address" }, "InvalidInput", ["email"]],
    [{ email: "" }, "InvalidInput", ["email"]],
    [{ displayName: "  " }, "InvalidInput", ["displayName"]],
    [{ displayName: "bell\u0007" }, "InvalidInput", ["displayName"]],
    [{ displayName: "x".repeat(101) }, "InvalidInput", ["displayName"]],
    [{ password: "short" }, "WeakPassword", ["password"]],
    [{ password: "password" }, "WeakPassword", ["password"]],
    [{ password: "x".repeat(5000) }, "WeakPassword", ["password"]],
    [{ email: "ann@angidi.test", password: "ANN@angidi.test" }, "WeakPassword", ["password"]],
  ])("refuses %j as %s", async (input, refusal, path) => {
    expect(await register(input)).toMatchObject({ __typename: refusal, path, message: expect.any(String) });
  });

  it.each(["🦊 Fox", "שלום", "<img src=x onerror=alert(1)>", "'; drop table users; --"])(
    "keeps the name %j as it was given",
    async (displayName) => expect((await register({ displayName })).user.displayName).toBe(displayName),
  );

  it("hands a guest's cart over, on behalf of the new customer", async () => {
    const { user } = await register({ cartId: "guest-cart" });
    expect(world.adoptions).toContainEqual({
      cartId: "guest-cart",
      userId: user.id,
      caller: {
        kind: "service",
        service: "users",
        onBehalfOf: { kind: "user", userId: user.id, roles: ["CUSTOMER"], groups: [], sessionId: expect.any(String) },
      },
    });
  });

  it.each(["lost", "broken"])("succeeds although the cart is %s", async (cartId) => {
    expect(await register({ cartId })).toMatchObject({ __typename: "Session" });
  });
});
