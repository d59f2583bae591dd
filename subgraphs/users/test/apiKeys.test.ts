import { createHash, randomUUID } from "node:crypto";
import type { Caller, Role } from "@angidi/subgraph";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openStore } from "../src/data/store.ts";
import { mostApiKeys } from "../src/domain/apiKey.ts";
import { forgetExpired } from "../src/usecases/forgetExpired.ts";
import { registered, startWorld, type World } from "./world.ts";

const day = 24 * 60 * 60;
const gateway = { service: "gateway" };

describe("API keys", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const signedIn = (userId: string, roles: readonly Role[]): Caller & { userId: string } => ({
    ...{ kind: "user", userId, roles, sessionId: randomUUID() },
  });
  const admin = signedIn(randomUUID(), ["CUSTOMER", "ADMIN"]);
  const customer = async () => signedIn((await registered(world)).as.userId, ["CUSTOMER"]);

  async function partner() {
    const { as } = await registered(world);
    await world.mutate("SetUserRoles", { userId: as.userId, roles: ["PARTNER"] }, admin);
    return signedIn(as.userId, ["CUSTOMER", "PARTNER"]);
  }

  const create = (as: Caller, input: object = {}) => world.mutate("CreateApiKey", { name: "Feed", ...input }, as);
  const revoke = (as: Caller, id: string) => world.mutate("RevokeApiKey", { id }, as);
  const codeOf = async (...call: Parameters<World["execute"]>) =>
    (await world.execute(...call)).errors?.[0]?.extensions.code;

  /** What the gateway asks for a key that somebody sends. */
  function presented(key: string) {
    const [, id, secret] = /^angidi_([^_]+)_([^_]+)$/.exec(key)!;
    return { id, secretHash: createHash("sha256").update(secret!).digest("hex") };
  }
  const present = (key: string) => world.ask("PresentedApiKey", presented(key), gateway);

  it("are made by a partner for themselves, and acted by as PARTNER alone", async () => {
    const as = await partner();
    const made = await create(as, { name: " Feed 1 " });
    expect(made).toEqual({
      __typename: "ApiKeyCreated",
      key: expect.stringMatching(/^angidi_[0-9a-f]{64}_[0-9a-f]{64}$/),
      apiKey: {
        ...{ id: presented(made.key).id, name: "Feed 1", ownerId: as.userId, scopes: [], trustedDocumentsOnly: true },
        ...{ createdAt: world.clock.now.toISOString(), expiresAt: null, revokedAt: null, lastUsedAt: null },
      },
    });
    expect(await present(made.key)).toEqual({
      ...{ id: made.apiKey.id, name: "Feed 1", ownerId: as.userId, roles: ["PARTNER"], scopes: [] },
      ...{ trustedDocumentsOnly: true, expiresAt: null, revoked: false },
    });
  });

  it("are made by staff for a partner, with rights of theirs and free documents", async () => {
    const { userId: ownerId } = await partner();
    const expiresAt = new Date(world.clock.now.getTime() + day * 1000).toISOString();
    const terms = { scopes: ["orders:read"], trustedDocumentsOnly: false, expiresAt };
    const made = await create(admin, { ownerId: ownerId.toUpperCase(), ...terms });
    expect(made).toMatchObject({ __typename: "ApiKeyCreated", apiKey: { ownerId, ...terms } });
    expect(await present(made.key)).toMatchObject({ ownerId, roles: ["PARTNER"], ...terms, revoked: false });
  });

  it("get no right that their maker lacks", async () => {
    const as = await partner();
    const exceeds = (field: string) => ({ __typename: "ApiKeyExceedsMaker", path: [field] });
    expect(await create(as, { scopes: ["orders:read"] })).toMatchObject(exceeds("scopes"));
    expect(await create(as, { trustedDocumentsOnly: false })).toMatchObject(exceeds("trustedDocumentsOnly"));
  });

  it("are for partners alone, and made for others by staff alone", async () => {
    const [as, other] = [await partner(), await partner()];
    expect(await create(await customer())).toMatchObject({ __typename: "ApiKeyOwnerNotPartner" });
    for (const ownerId of [other.userId, randomUUID(), "no id"]) {
      expect(await create(as, { ownerId })).toMatchObject({ __typename: "UserNotFound", path: ["ownerId"] });
    }
    for (const ownerId of [randomUUID(), "no id"]) {
      expect(await create(admin, { ownerId })).toMatchObject({ __typename: "UserNotFound" });
    }
    expect(await codeOf("CreateApiKey", { input: { name: "Feed" } })).toBe("UNAUTHENTICATED");
  });

  it("are not made by an API key", async () => {
    const { userId } = await partner();
    const byKey = { userId, roles: ["PARTNER"] satisfies Role[] };
    expect(await codeOf("CreateApiKey", { input: { name: "Feed" } }, byKey)).toBe("FORBIDDEN");
  });

  it.each([
    [{ name: "" }, "name"],
    [{ name: "bell\u0007" }, "name"],
    [{ scopes: ["*"] }, "scopes"],
    [{ expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
  ])("are refused with %j", async (wrong, field) => {
    expect(await create(await partner(), wrong)).toMatchObject({ __typename: "InvalidInput", path: [field] });
  });

  it("are no more than an owner can have, however many are made in parallel", async () => {
    const as = await partner();
    const made = await Promise.all(Array.from({ length: mostApiKeys + 3 }, () => create(as)));
    expect(made.filter(({ __typename }) => __typename === "ApiKeyCreated")).toHaveLength(mostApiKeys);
    expect(made.filter(({ __typename }) => __typename === "TooManyApiKeys")).toHaveLength(3);
    await revoke(as, made.find(({ apiKey }) => apiKey).apiKey.id);
    expect(await create(as)).toMatchObject({ __typename: "ApiKeyCreated" });
  });

  it("are revoked for good by their owner or staff, and by nobody else", async () => {
    const [as, stranger] = [await partner(), await partner()];
    const made = [await create(as), await create(as)];
    for (const id of [made[0].apiKey.id, "no id", made[0].apiKey.id.replace(/.$/, "g")]) {
      expect(await revoke(stranger, id)).toMatchObject({ __typename: "ApiKeyNotFound", path: ["id"] });
    }
    expect(await present(made[0].key)).toMatchObject({ revoked: false });

    const first = await revoke(as, made[0].apiKey.id);
    expect(first.apiKey.revokedAt).toBe(world.clock.now.toISOString());
    world.clock.advance(5);
    expect(await revoke(as, made[0].apiKey.id)).toEqual(first);
    expect(await revoke(admin, made[1].apiKey.id)).toMatchObject({ __typename: "ApiKeyRevoked" });
    for (const { key } of made) expect(await present(key)).toMatchObject({ revoked: true });
  });

  it("count no more when their owner is no partner any more", async () => {
    const as = await partner();
    const { key } = await create(as);
    await world.mutate("SetUserRoles", { userId: as.userId, roles: ["SELLER"] }, admin);
    expect(await present(key)).toMatchObject({ revoked: true });
  });

  it("are unknown to whoever has a wrong secret or id, whatever it looks like", async () => {
    const { key } = await create(await partner());
    const { id, secretHash } = presented(key);
    const wrong = createHash("sha256").update("guess").digest("hex");
    const ids = [id!.replace(/^./, id!.startsWith("0") ? "1" : "0"), "no id", ""];
    for (const asked of [
      ...ids.map((id) => ({ id, secretHash })),
      ...[wrong, "", secretHash.toUpperCase()].map((secretHash) => ({ id, secretHash })),
    ]) {
      expect(await world.ask("PresentedApiKey", asked, gateway)).toBeNull();
    }
  });

  it("are told to the gateway alone", async () => {
    const as = await partner();
    const variables = presented((await create(as)).key);
    for (const other of [{}, as, admin, { service: "orders" }]) {
      expect(await codeOf("PresentedApiKey", variables, other)).toBe("FORBIDDEN");
    }
  });

  it("are recognised by one statement, and a use is written down once a minute", async () => {
    const as = await partner();
    const { key } = await create(as);
    const labels = async () => (await countStatements(() => present(key))).statements.map(({ label }) => label);
    const lastUsed = async () => (await world.ask("ApiKeys", {}, as)).edges[0].node.lastUsedAt;

    const firstUse = world.clock.now.toISOString();
    expect(await labels()).toEqual(["apiKeys.find", "apiKeys.noteUse"]);
    world.clock.advance(59);
    expect(await labels()).toEqual(["apiKeys.find"]);
    expect(await lastUsed()).toBe(firstUse);
    world.clock.advance(1);
    expect(await labels()).toEqual(["apiKeys.find", "apiKeys.noteUse"]);
    expect(await lastUsed()).toBe(world.clock.now.toISOString());
  });

  it("are no longer used once they have expired", async () => {
    const as = await partner();
    const expiresAt = new Date(world.clock.now.getTime() + 1000).toISOString();
    const { key } = await create(as, { expiresAt });
    world.clock.advance(1);
    expect(await present(key)).toMatchObject({ expiresAt, revoked: false });
    expect((await world.ask("ApiKeys", {}, as)).edges[0].node.lastUsedAt).toBeNull();
  });

  it("are listed page by page by one statement, newest first, for their owner and for staff", async () => {
    const as = await partner();
    for (const name of ["a", "b", "c"]) await create(as, { name });
    const names = ({ edges }: { edges: { node: { name: string } }[] }) => edges.map(({ node }) => node.name);

    const { result: page, statements } = await countStatements(() => world.ask("ApiKeys", { first: 2 }, as));
    expect(statements.map(({ label }) => label)).toEqual(["apiKeys.newest"]);
    expect([names(page), page.pageInfo.hasNextPage]).toEqual([["c", "b"], true]);
    expect(names(await world.ask("ApiKeys", { after: page.pageInfo.endCursor }, as))).toEqual(["a"]);
    expect(names(await world.ask("ApiKeys", { ownerId: as.userId }, admin))).toEqual(["c", "b", "a"]);
    expect(names(await world.ask("ApiKeys", { ownerId: "no id" }, admin))).toEqual([]);

    const stranger = await partner();
    expect(names(await world.ask("ApiKeys", {}, stranger))).toEqual([]);
    expect(await codeOf("ApiKeys", { ownerId: as.userId }, stranger)).toBe("FORBIDDEN");
    expect(await codeOf("ApiKeys")).toBe("UNAUTHENTICATED");
    expect(await codeOf("ApiKeys", { first: 101 }, as)).toBe("BAD_USER_INPUT");
    expect(await codeOf("ApiKeys", { after: "none" }, as)).toBe("BAD_USER_INPUT");
  });

  it("are forgotten ninety days after they ended", async () => {
    const as = await partner();
    const { apiKey } = await create(as);
    await create(as, { name: "kept" });
    await revoke(as, apiKey.id);
    const forget = () =>
      forgetExpired(
        { store: openStore(world.database), clock: () => world.clock.now },
        { refreshTokenLifetimeSeconds: 30 * day },
      );
    world.clock.advance(90 * day - 1);
    await forget();
    expect((await world.ask("ApiKeys", {}, as)).edges).toHaveLength(2);
    world.clock.advance(1);
    await forget();
    expect((await world.ask("ApiKeys", {}, as)).edges).toMatchObject([{ node: { name: "kept" } }]);
  });

  it("have a secret that is neither logged nor stored", async () => {
    const { key } = await create(await partner());
    await present(key);
    const secret = key.split("_")[2];
    expect(world.logged()).not.toContain(secret);
    const [row] = await world.database.query<{ stored: string }>(
      "test.apiKeys",
      "select string_agg(row_to_json(api_keys)::text, '') as stored from api_keys",
    );
    expect(row!.stored).not.toContain(secret);
    expect(row!.stored).not.toContain(Buffer.from(secret).toString("hex"));
  });
});
