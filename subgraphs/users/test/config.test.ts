import { describe, expect, it } from "@jest/globals";
import { readConfig } from "../src/config.ts";

const SERVICE_SIGNING_KEY = "a-signing-key-of-at-least-32-characters";
const DATABASE_URL = "postgresql://all@localhost/angidi";

describe("the configuration", () => {
  it("needs a database and a signing key, and has a default for the rest", () => {
    expect(readConfig({ DATABASE_URL, SERVICE_SIGNING_KEY })).toEqual({
      databaseUrl: DATABASE_URL,
      events: { databaseUrl: DATABASE_URL, kafka: null },
      redis: null,
      signingKey: SERVICE_SIGNING_KEY,
      lifetimeSeconds: { accessToken: 900, refreshToken: 2_592_000, signingKey: 7_776_000 },
    });
  });

  it("prefers a database of its own, and leaves the events where everybody's are", () => {
    const own = "postgresql://users@localhost/users";
    expect(readConfig({ DATABASE_URL, USERS_DATABASE_URL: own, SERVICE_SIGNING_KEY })).toMatchObject({
      databaseUrl: own,
      events: { databaseUrl: DATABASE_URL },
    });
    expect(readConfig({ USERS_DATABASE_URL: own, SERVICE_SIGNING_KEY })).toMatchObject({
      events: { databaseUrl: own },
    });
  });

  it("tells all mistakes together", () => {
    const mistaken = { DATABASE_URL: "mysql://x", SERVICE_SIGNING_KEY: "short", ACCESS_TOKEN_LIFETIME: "-1" };
    expect(() => readConfig(mistaken)).toThrow(/DATABASE_URL[\s\S]*SERVICE_SIGNING_KEY[\s\S]*ACCESS_TOKEN_LIFETIME/);
  });
});
