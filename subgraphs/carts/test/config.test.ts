import { describe, expect, test } from "@jest/globals";
import { readConfig } from "../src/config.ts";

const complete = { DATABASE_URL: "postgresql://localhost/angidi", SERVICE_SIGNING_KEY: "k".repeat(32) };

describe("the configuration", () => {
  test("is that of the platform unless carts have their own", () => {
    expect(readConfig({ ...complete, CARTS_DATABASE_URL: "postgresql://localhost/carts" })).toEqual({
      databaseUrl: "postgresql://localhost/carts",
      events: { databaseUrl: "postgresql://localhost/angidi", kafka: null },
      redis: null,
      signingKey: complete.SERVICE_SIGNING_KEY,
      currency: "USD",
      abandonedAfterSeconds: 86_400,
      guestCartExpirySeconds: 7_776_000,
    });
  });

  test("has carts in Redis where there is one, under their own prefix", () => {
    const environment = { ...complete, REDIS_URL: "redis://localhost", CARTS_REDIS_URL: "redis://carts" };
    expect(readConfig(environment).redis).toEqual({ url: "redis://carts", keyPrefix: "angidi:carts:" });
    expect(readConfig({ ...environment, REDIS_KEY_PREFIX: "shop:" }).redis?.keyPrefix).toBe("shop:carts:");
    expect(() => readConfig({ ...complete, REDIS_URL: "http://localhost" })).toThrow("REDIS_URL");
  });

  test("deletes no guest's cart that Redis may still have", () => {
    expect(readConfig({ ...complete, GUEST_CART_EXPIRY: "2678400" }).guestCartExpirySeconds).toBe(2_678_400);
    expect(() => readConfig({ ...complete, GUEST_CART_EXPIRY: "2592000" })).toThrow("GUEST_CART_EXPIRY");
  });

  test("tells of all its mistakes together", () => {
    const mistaken = () => readConfig({ DATABASE_URL: "mysql://x", CURRENCY: "dollars" });
    for (const name of ["DATABASE_URL", "SERVICE_SIGNING_KEY", "CURRENCY"]) expect(mistaken).toThrow(name);
  });
});
