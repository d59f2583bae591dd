import type { Subgraph } from "@angidi/subgraph";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { createLocalJWKSet, jwtVerify } from "jose";
import { password, registered, startWorld, type World } from "./world.ts";

describe("an access token", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  async function verify(token: string, by?: Subgraph) {
    const keys = createLocalJWKSet(await world.keySet(by));
    return jwtVerify(token, keys, {
      issuer: "angidi",
      audience: "angidi",
      typ: "at+jwt",
      algorithms: ["ES256"],
      currentDate: world.clock.now,
    });
  }

  it("says who it is for, what they may do, and for how long, and is signed by a key of the key set", async () => {
    const { accessToken, expiresAt, user } = await registered(world);
    const { payload, protectedHeader } = await verify(accessToken);
    const issuedAt = Math.floor(world.clock.now.getTime() / 1000);
    expect(payload).toEqual({
      iss: "angidi",
      aud: "angidi",
      sub: user.id,
      roles: ["CUSTOMER"],
      sid: expect.any(String),
      jti: expect.any(String),
      iat: issuedAt,
      exp: issuedAt + 900,
    });
    expect(expiresAt).toBe(new Date((issuedAt + 900) * 1000).toISOString());
    expect(protectedHeader).toEqual({ alg: "ES256", typ: "at+jwt", kid: expect.any(String) });
  });

  it("says the customer groups from the next refresh on", async () => {
    const session = await registered(world);
    const input = { userId: session.user.id, groups: ["wholesale", "vip"] };
    await world.mutate("SetCustomerGroups", input, { userId: session.user.id, roles: ["ADMIN"] });
    const next = await world.mutate("RefreshSession", { refreshToken: session.refreshToken });
    expect((await verify(next.accessToken)).payload.groups).toEqual(["vip", "wholesale"]);
  });

  it("keeps its session's id over a refresh, and is never the same", async () => {
    const session = await registered(world);
    const next = await world.mutate("RefreshSession", { refreshToken: session.refreshToken });
    const [first, second] = [await verify(session.accessToken), await verify(next.accessToken)];
    expect(second.payload.sid).toBe(first.payload.sid);
    expect(second.payload.jti).not.toBe(first.payload.jti);
  });

  it("expires", async () => {
    const { accessToken } = await registered(world);
    world.clock.advance(901);
    await expect(verify(accessToken)).rejects.toMatchObject({ code: "ERR_JWT_EXPIRED" });
  });

  it("lives as long as it is configured to", async () => {
    const { email } = await registered(world);
    const brief = await world.another({ ACCESS_TOKEN_LIFETIME: "60" });
    const { expiresAt } = await world.mutate("Login", { email, password }, {}, brief);
    expect(Date.parse(expiresAt) - world.clock.now.getTime()).toBeLessThanOrEqual(60_000);
  });
});

describe("the key set", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());
  afterEach(() => world.database.query("test.forgetKeys", "delete from signing_keys"));

  it("has one key, whichever of many new processes is asked first", async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, () => world.another()));
    const keySets = await Promise.all(processes.map((process) => world.keySet(process)));
    expect(keySets[0]!.keys).toHaveLength(1);
    for (const keySet of keySets) expect(keySet).toEqual(keySets[0]);
  });

  it("tells nothing of private keys, and neither does the store", async () => {
    const { keys } = await world.keySet(await world.another());
    expect(keys).toEqual([
      {
        kty: "EC",
        crv: "P-256",
        alg: "ES256",
        use: "sig",
        kid: expect.any(String),
        x: expect.any(String),
        y: expect.any(String),
      },
    ]);
    const [row] = await world.database.query<{ stored: string }>(
      "test.keys",
      "select encode(sealed_private_key, 'escape') || public_key::text as stored from signing_keys",
    );
    expect(row!.stored).not.toMatch(/"d"|PRIVATE KEY/);
    // DER of a private key starts with the OID of elliptic curves, which encryption hides.
    expect(row!.stored).not.toContain("\\206H\\316=");
  });

  it("goes on with a new key when SERVICE_SIGNING_KEY was changed, and still verifies earlier tokens", async () => {
    const { keys: before } = await world.keySet(await world.another());
    const changed = await world.another({ SERVICE_SIGNING_KEY: "another-signing-key-of-32-characters" });
    const { keys: after } = await world.keySet(changed);
    expect(after).toHaveLength(2);
    expect(after.map(({ kid }) => kid)).toContain(before[0]!.kid);
    expect(world.logged()).toContain("SERVICE_SIGNING_KEY has changed");
  });
});
