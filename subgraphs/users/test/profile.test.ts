import { randomUUID } from "node:crypto";
import type { Role } from "@angidi/subgraph";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newEmail, password, registered, startWorld, type World } from "./world.ts";

describe("a user", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const admin = { userId: randomUUID(), roles: ["ADMIN"] } satisfies { userId: string; roles: Role[] };
  const codeOf = async (...call: Parameters<World["execute"]>) =>
    (await world.execute(...call)).errors?.[0]?.extensions.code;

  it("sees themselves, by one statement; a guest sees nobody", async () => {
    const { as, email } = await registered(world);
    const { result, statements } = await countStatements(() => world.ask("Me", {}, as));
    expect(result).toMatchObject({ id: as.userId, email });
    expect(statements).toHaveLength(1);
    expect(await world.ask("Me")).toBeNull();
    expect(await world.ask("Me", {}, { userId: randomUUID() })).toBeNull();
  });

  describe("as other subgraphs refer to them", () => {
    const references = (...ids: string[]) => ({ references: ids.map((id) => ({ __typename: "User", id })) });

    it("is there for themselves and not for others", async () => {
      const [ann, bob] = [await registered(world), await registered(world)];
      const ids = references(bob.as.userId, ann.as.userId);
      expect(await world.ask("UserReferences", ids, ann.as)).toEqual([
        null,
        expect.objectContaining({ id: ann.as.userId }),
      ]);
      expect(await world.ask("UserReferences", ids)).toEqual([null, null]);
      expect(await world.ask("UserReferences", ids, { ...ann.as, roles: ["ORDER_PROCESSOR"] })).toEqual([
        null,
        expect.objectContaining({ id: ann.as.userId }),
      ]);
    });

    it("is there for staff, any number by one statement", async () => {
      const ids = [(await registered(world)).as.userId, (await registered(world)).as.userId];
      const asked = references(...ids, randomUUID(), "no id", ids[0]!);
      const { result, statements } = await countStatements(() => world.ask("UserReferences", asked, admin));
      expect(result.map((user: { id: string } | null) => user?.id ?? null)).toEqual([...ids, null, null, ids[0]]);
      expect(statements).toHaveLength(1);
    });

    it("is there for a service on behalf of themselves only", async () => {
      const { as } = await registered(world);
      const ids = references(as.userId);
      expect(await world.ask("UserReferences", ids, { ...as, service: "orders" })).toMatchObject([{ id: as.userId }]);
      expect(await world.ask("UserReferences", ids, { service: "orders" })).toEqual([null]);
    });
  });

  it("is found by staff by their address, and by nobody else", async () => {
    const { as, email } = await registered(world);
    expect(await world.ask("UserByEmail", { email: email.toUpperCase() }, admin)).toMatchObject({ id: as.userId });
    expect(await world.ask("UserByEmail", { email: newEmail() }, admin)).toBeNull();
    expect(await codeOf("UserByEmail", { email }, as)).toBe("FORBIDDEN");
    expect(await codeOf("UserByEmail", { email })).toBe("FORBIDDEN");
  });

  it("changes their own name", async () => {
    const { as } = await registered(world);
    const update = (input: object) => world.mutate("UpdateProfile", input, as);
    expect(await update({ displayName: "  Zoë 🦊 " })).toEqual({
      __typename: "ProfileUpdated",
      user: { id: as.userId, displayName: "Zoë 🦊" },
    });
    expect(await update({})).toMatchObject({ user: { displayName: "Zoë 🦊" } });
    expect(await update({ displayName: "\u0007" })).toMatchObject({
      __typename: "InvalidInput",
      path: ["displayName"],
    });
    expect(await codeOf("UpdateProfile", { input: { displayName: "Ann" } })).toBe("UNAUTHENTICATED");
    const nobody = { userId: randomUUID() };
    expect(await codeOf("UpdateProfile", { input: { displayName: "Ann" } }, nobody)).toBe("UNAUTHENTICATED");
  });

  describe("and their roles", () => {
    const setRoles = (userId: string, roles: Role[], as: object) => world.mutate("SetUserRoles", { userId, roles }, as);

    it("are set by an administrator, CUSTOMER always among them", async () => {
      const { as } = await registered(world);
      expect(await setRoles(as.userId, ["SELLER", "MODERATOR", "SELLER"], admin)).toEqual({
        __typename: "UserRolesSet",
        user: { id: as.userId, roles: ["CUSTOMER", "MODERATOR", "SELLER"] },
      });
      expect(await setRoles(as.userId, [], admin)).toMatchObject({ user: { roles: ["CUSTOMER"] } });
    });

    it.each<Role>(["CUSTOMER", "CONTENT_MANAGER", "ORDER_PROCESSOR", "MODERATOR", "SELLER", "PARTNER"])(
      "are not set by somebody with the role %s",
      async (role) => {
        const { as } = await registered(world);
        const input = { userId: as.userId, roles: ["ADMIN"] };
        expect(await codeOf("SetUserRoles", { input }, { ...as, roles: [role] })).toBe("FORBIDDEN");
      },
    );

    it("are not set by a guest, not of nobody, and ADMIN is not taken from oneself", async () => {
      expect(await codeOf("SetUserRoles", { input: { userId: randomUUID(), roles: [] } })).toBe("FORBIDDEN");
      for (const userId of [randomUUID(), "no id"]) {
        expect(await setRoles(userId, ["SELLER"], admin)).toMatchObject({ __typename: "UserNotFound" });
      }
      const { as } = await registered(world);
      const self = { ...as, roles: ["ADMIN"] };
      expect(await setRoles(as.userId, ["SELLER"], self)).toMatchObject({
        __typename: "InvalidInput",
        path: ["roles"],
      });
    });
  });

  describe("and their customer groups", () => {
    const setGroups = (userId: string, groups: string[], as: object) =>
      world.mutate("SetCustomerGroups", { userId, groups }, as);

    it("are set by staff, each once and in order", async () => {
      const { as } = await registered(world);
      expect(await setGroups(as.userId, ["wholesale", " VIP ", "vip"], admin)).toEqual({
        __typename: "CustomerGroupsSet",
        user: { id: as.userId, customerGroups: ["vip", "wholesale"] },
      });
      expect(await setGroups(as.userId, [], admin)).toMatchObject({ user: { customerGroups: [] } });
    });

    it("are not set by a customer, not of nobody, and have codes of a form", async () => {
      const { as } = await registered(world);
      expect(await codeOf("SetCustomerGroups", { input: { userId: as.userId, groups: ["vip"] } }, as)).toBe(
        "FORBIDDEN",
      );
      expect(await setGroups(randomUUID(), ["vip"], admin)).toMatchObject({ __typename: "UserNotFound" });
      for (const groups of [["v i p"], [""], ["x".repeat(33)], Array.from({ length: 11 }, (_, index) => `g${index}`)]) {
        expect(await setGroups(as.userId, groups, admin)).toMatchObject({
          __typename: "InvalidInput",
          path: ["groups"],
        });
      }
    });
  });

  describe("made for the demo store", () => {
    const demo = { service: "demo" };
    const account = () => ({
      email: newEmail(),
      password: "angidi-demo",
      displayName: "Demo",
      roles: ["ORDER_PROCESSOR"],
    });

    it("has the roles wished, and is made once", async () => {
      const input = account();
      const made = await Promise.all([1, 2, 3].map(() => world.mutate("EnsureAccount", input, demo)));
      expect(made.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(made.map(({ userId }) => userId)).size).toBe(1);
      const session = await world.mutate("Login", { email: input.email, password: "angidi-demo" });
      const me = await world.ask("Me", {}, { userId: session.user.id });
      expect(me.roles).toEqual(["CUSTOMER", "ORDER_PROCESSOR"]);
    });

    it("is left alone when somebody registered the address before", async () => {
      const { email, as } = await registered(world);
      const input = { ...account(), email, roles: ["ADMIN"] };
      expect(await world.mutate("EnsureAccount", input, demo)).toEqual({ userId: as.userId, created: false });
      expect(await world.ask("Me", {}, as)).toMatchObject({ roles: ["CUSTOMER"] });
      expect((await world.mutate("Login", { email, password })).__typename).toBe("Session");
    });

    it("is made by nobody else", async () => {
      const input = account();
      for (const as of [{}, admin, { service: "orders" }, { ...admin, service: "orders" }]) {
        expect(await codeOf("EnsureAccount", { input }, as)).toBe("FORBIDDEN");
      }
      expect(await codeOf("EnsureAccount", { input: { ...input, email: "none" } }, demo)).toBe("BAD_USER_INPUT");
    });
  });
});
